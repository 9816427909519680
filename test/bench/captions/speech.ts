import type { Segment, Transcript } from '../../../transcription/transcript';
import { sequence } from '../sequence';
import type { CorpusWord, Spoken } from './corpus';

/** In seconds, as it is spoken. */
export interface HeardWord extends CorpusWord {
  start: number;
  end: number;
}

/** In seconds, for each word and for each of its characters. */
interface Pace {
  word: number;
  letter: number;
}

const latinPace: Pace = { word: 0.06, letter: 0.062 };

/** Characters are syllables in Chinese and Korean: five and seven a second. Kanji have two or three morae, kana one. */
const paces: Record<string, Pace> = {
  zh: { word: 0, letter: 0.2 },
  ja: { word: 0, letter: 0.14 },
  ko: { word: 0.06, letter: 0.13 },
};

/**
 * Synthetic timing: about fifteen characters a second at normal speed in alphabets, with pauses at marks, between turns
 * and, now and then, within a phrase.
 *
 * @param seed the same one gives the same timing
 * @param speed 1 for normal speech
 */
export function spoken({ language, words }: Spoken, seed: number, speed: number): HeardWord[] {
  const pace = paces[language] ?? latinPace;
  const random = sequence(seed * 7919);
  const numerals = sequence(seed * 6047);
  const between = (least: number, most: number) => (least + random() * (most - least)) / speed;
  let time = 0.5;
  return words.map((word, index) => {
    const start = time;
    const end = start + (pace.word + pace.letter * lettersOf(word, numerals)) * between(0.8, 1.25);
    const pause = pauseAfter(word, words[index + 1], random());
    time = end + between(...pause);
    return { ...word, start, end };
  });
}

/** The fewest and the most letters a digit is read out with, as in "ten" and "nineteen sixty-eight". */
export const lettersPerDigit = [2, 6] as const;

function lettersOf({ text }: CorpusWord, random: () => number): number {
  const [least, most] = lettersPerDigit;
  const digits = text.match(/\d/g)?.length ?? 0;
  return text.length + (digits === 0 ? 0 : digits * (least + random() * (most - least) - 1));
}

/** The shortest and the longest pause, in seconds. */
function pauseAfter(
  { text, speaker, bound }: CorpusWord,
  next: CorpusWord | undefined,
  chance: number,
): [least: number, most: number] {
  if (next !== undefined && next.speaker !== speaker) return [0.1, 0.9];
  if (!bound && /[.?!。？！]$/.test(text)) return [0.2, 0.9];
  if (/[,，、]$/.test(text)) return [0.06, 0.35];
  return chance < 0.03 ? [0.15, 0.7] : [0, 0.04];
}

/** A transcript with words and speakers, as Scribe returns it. */
export function withWords(heard: readonly HeardWord[], language: string): Transcript {
  const words = heard.map(({ text, start, end, speaker, joined }) => ({
    text,
    start,
    end,
    speaker,
    ...(joined && { joined }),
  }));
  return { ...transcript(heard, language), words, speakers: [...new Set(words.map((word) => word.speaker))] };
}

/** A transcript with long segments only, as Whisper returns of fluent speech with long sentences. */
export function withSegments(heard: readonly HeardWord[], language: string): Transcript {
  return { ...transcript(heard, language), segments: segmentsOf(heard) };
}

/** A transcript with segments only, cut as Whisper cuts a conversation. */
export function withShortSegments(heard: readonly HeardWord[], language: string): Transcript {
  return { ...transcript(heard, language), segments: shortSegmentsOf(heard) };
}

const transcript = (heard: readonly HeardWord[], language: string): Transcript => ({
  provider: 'bench',
  model: 'bench',
  status: 'completed',
  language,
  text: textOf(heard),
});

const textOf = (heard: readonly HeardWord[]): string =>
  heard.map(({ text, joined }, index) => (index === 0 || joined ? text : ` ${text}`)).join('');

/** Whisper ends a segment after a sentence or, in long ones, after a clause. Its timestamps are in steps of 20 ms. */
export function segmentsOf(heard: readonly HeardWord[]): Segment[] {
  const segments: Segment[] = [];
  let open: HeardWord[] = [];
  for (const [index, word] of heard.entries()) {
    open.push(word);
    const text = open.map((one) => one.text).join(' ');
    const [first] = open;
    const sentence = !word.bound && /[.?!]$/.test(word.text) && text.length >= 30;
    const clause = word.text.endsWith(',') && text.length >= 90;
    if (first === undefined || !(sentence || clause || text.length >= 160 || index + 1 === heard.length))
      continue;
    segments.push({ start: step(first.start), end: step(word.end), text });
    open = [];
  }
  return segments;
}

/**
 * How long a segment may get before it is cut, in equally likely steps. Ended by sentences, clauses and phrases,
 * segments then have the median (42 characters), the longest tenth (from 78; Whisper: 74) and the share that no cue
 * holds (8 %) of the 84,702 that Whisper's large model made of 60 English conversations (karpathy.ai/lexicap). There, too,
 * a third ends within a clause, and 93 % end when the next one begins, so that the pause is within them.
 */
const longestLengths = [24, 42, 50, 56, 62, 70, 80, 95, 105, 120] as const;
const contiguous = 0.93;

function shortSegmentsOf(heard: readonly HeardWord[]): Segment[] {
  const random = sequence(Math.round((heard.at(-1)?.end ?? 1) * 1000));
  const segments: Segment[] = [];
  for (let first = 0, end = 0; first < heard.length; first = end) {
    end = shortSegmentEnd(heard, first, random);
    const [start, last, next] = [heard[first], heard[end - 1], heard[end]];
    if (start === undefined || last === undefined) break;
    const text = heard
      .slice(first, end)
      .map((one) => one.text)
      .join(' ');
    const until = next !== undefined && random() < contiguous ? next.start : last.end;
    segments.push({ start: step(start.start), end: step(until), text });
  }
  return segments;
}

/** The end of its sentence or, if that is too far, of the last clause or phrase before it is as long as it may get. */
function shortSegmentEnd(heard: readonly HeardWord[], first: number, random: () => number): number {
  const place = random() * (longestLengths.length - 1);
  const [shorter = 0, longer = 0] = [longestLengths[Math.floor(place)], longestLengths[Math.ceil(place)]];
  const longest = shorter + (longer - shorter) * (place % 1);
  // As often as Whisper, which ends 3 % on one.
  const mayEndOnFunctionWord = random() < 0.25;
  let [length, clauseEnd, phraseEnd] = [0, 0, 0];
  for (let index = first; index < heard.length; index++) {
    const { text = '', bound = false, isFunctionWord = false } = heard[index] ?? {};
    length += text.length + 1;
    if (index > first && length > longest) return clauseEnd || phraseEnd || index;
    if (!bound && /[.?!]$/.test(text) && length > 12) return index + 1;
    if (text.endsWith(',') && length > longest * 0.6) clauseEnd = index + 1;
    if (!bound && (mayEndOnFunctionWord || !isFunctionWord)) phraseEnd = index + 1;
  }
  return heard.length;
}

const step = (seconds: number): number => Math.round(seconds * 50) / 50;
