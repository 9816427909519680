import { isClosingMarks, mayPartJoined } from '../words/boundaries';
import type { TimedWord } from '../words/timedWords';
import { endsClause, endsSentence } from './sentenceEnd';

/**
 * Speech research counts pauses of more than a second as long: they separate parts of a talk, while breathing and
 * hesitation within a sentence usually take less (Campione and Véronis, 2002).
 */
const pauseSeconds = 1;
/** A segment should be readable at a glance: about two cues of two lines, or one Whisper window. */
export const longestCharacters = 240;
export const longestSeconds = 30;
/** The share that must be filled before a break is considered; an earlier one would leave a scrap. */
const earliestBreak = 0.5;

/**
 * Where segments begin: at a change of speaker, after a sentence, after a pause, and where a segment would become too
 * long to read.
 *
 * @returns word indices in ascending order; the first is 0 unless there are no words
 */
export function segmentStarts(words: readonly TimedWord[]): number[] {
  const natural = naturalStarts(words);
  return natural.flatMap((start, index) => [
    start,
    ...breaksWithin(words, start, natural[index + 1] ?? words.length),
  ]);
}

function naturalStarts(words: readonly TimedWord[]): number[] {
  const starts: number[] = [];
  let sentenceEnded = false;
  words.forEach((word, index) => {
    const before = words[index - 1];
    // In some languages, a bracket that closes after the mark is a separate word.
    sentenceEnded =
      before !== undefined &&
      (endsSentence(before.text, word.text) || (sentenceEnded && isClosingMarks(before.text)));
    if (before !== undefined && !isStart(before, word, sentenceEnded)) return;
    starts.push(index);
    sentenceEnded = false;
  });
  return starts;
}

function isStart(before: TimedWord, word: TimedWord, sentenceEnded: boolean): boolean {
  if (before.speaker !== word.speaker) return true;
  const ended = sentenceEnded || word.start - before.end >= pauseSeconds;
  return ended && mayPart(before, word);
}

const mayPart = (before: TimedWord, { text, joined }: TimedWord): boolean =>
  !joined || mayPartJoined(before.text, text);

/** Splits what is too long between two natural starts. */
function breaksWithin(words: readonly TimedWord[], from: number, to: number): number[] {
  const breaks: number[] = [];
  let start = from;
  for (;;) {
    const next = breakAfter(words, start, to);
    if (next === undefined) return breaks;
    breaks.push(next);
    start = next;
  }
}

interface Place {
  index: number;
  pause: number;
}

/** @returns where to break the segment that begins at `start`; undefined if it fits or can't be split */
function breakAfter(words: readonly TimedWord[], start: number, to: number): number | undefined {
  const from = words[start]?.start ?? 0;
  let characters = 0;
  let before: TimedWord | undefined;
  let last: number | undefined;
  let clause: number | undefined;
  let longest: Place | undefined;
  for (let index = start; index < to; index += 1) {
    const word = words[index];
    if (word === undefined) return undefined;
    const filled = Math.max(characters / longestCharacters, ((before?.end ?? from) - from) / longestSeconds);
    if (before && (last === undefined || filled >= earliestBreak) && mayPart(before, word)) {
      const pause = word.start - before.end;
      last = index;
      if (filled >= earliestBreak && endsClause(before.text)) clause = index;
      if (filled >= earliestBreak && pause >= (longest?.pause ?? 0)) longest = { index, pause };
    }
    characters += word.text.length + (word.joined || !before ? 0 : 1);
    const tooLong = characters > longestCharacters || word.end - from > longestSeconds;
    if (tooLong && last !== undefined) return clause ?? longest?.index ?? last;
    before = word;
  }
  return undefined;
}
