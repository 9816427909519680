import type { Segment, Transcript } from '../transcript';
import { type Cut, cutTexts, lettersIn } from './cutTexts';
import { endsSentence } from './sentenceEnd';

/** Two equal sentences in a row are often meant. */
const leastRepeats = 3;

/** Sentences that were left out, because each repeats the one before it. */
export interface Repetition {
  /** Left out; the first of all is kept. */
  count: number;
  /** Where the first of them was, in seconds; absent if unknown. */
  start?: number;
}

/**
 * Leaves out sentences that a model repeats, as it does in silences and music: of three or more equal ones in a row by
 * one speaker, the first stays. Case, punctuation and spaces make no difference. The end of a segment counts as the end
 * of a sentence, because such loops often have no punctuation.
 *
 * @returns the transcript with shorter text, segments and words; the same one if nothing is repeated
 */
export function withoutRepeats(transcript: Transcript): {
  transcript: Transcript;
  repetitions: readonly Repetition[];
} {
  const { text, segments, words } = transcript;
  const wholeText = [{ text }];
  const main = segments ?? words ?? wholeText;
  const said = lettersIn(main);
  const found = repeatsIn(main === words ? tokensOf(words) : piecesOf(main));
  // Text, segments and words normally say the same, letter by letter, so they lose the same letters.
  const inText = lettersIn(wholeText) === said ? found : repeatsIn(piecesOf(wholeText));
  const inWords = !words || lettersIn(words) === said ? found : repeatsIn(tokensOf(words));
  const all = [found, inText, inWords];
  const { repetitions } = all.find(({ cuts }) => cuts.length > 0) ?? found;
  if (repetitions.length === 0) return { transcript, repetitions };
  return {
    transcript: {
      ...transcript,
      text: cutTexts(wholeText, inText.cuts)[0]?.text ?? '',
      ...(segments && { segments: cutTexts(segments, found.cuts) }),
      ...(words && { words: cutTexts(words, inWords.cuts) }),
    },
    repetitions,
  };
}

/** What may end a sentence. */
interface Token {
  text: string;
  speaker?: string;
  start?: number;
  /** Whether a sentence ends here in any case. */
  ends?: boolean;
}

interface Sentence extends Cut {
  key: string;
  speaker: string | undefined;
  start: number | undefined;
}

/** Chinese and Japanese sentences follow each other without a space. */
const tokens = /[^\s。！？]*[。！？]+[\p{Pe}\p{Pf}]*|[^\s。！？]+/gu;

const piecesOf = (entries: ReadonlyArray<Pick<Segment, 'text'> & Partial<Segment>>): Token[] =>
  entries.flatMap(({ text, speaker, start }) => {
    const found: Token[] = Array.from(text.matchAll(tokens), ([token]) => ({
      text: token,
      ...(speaker === undefined ? {} : { speaker }),
      ...(start === undefined ? {} : { start }),
    }));
    const last = found.at(-1);
    if (last) last.ends = true;
    return found;
  });

const tokensOf = (words: readonly Token[]): Token[] =>
  words.map(({ text, speaker, start }) => ({
    text,
    ...(speaker === undefined ? {} : { speaker }),
    ...(start === undefined ? {} : { start }),
  }));

function repeatsIn(said: readonly Token[]): { cuts: Cut[]; repetitions: Repetition[] } {
  const sentences = sentencesIn(said);
  const cuts: Cut[] = [];
  const repetitions: Repetition[] = [];
  for (let from = 0, to; from < sentences.length; from = to) {
    to = from + 1;
    while (to < sentences.length && isSame(sentences[from], sentences[to])) to++;
    const [second, last] = [sentences[from + 1], sentences[to - 1]];
    if (to - from < leastRepeats || second === undefined || last === undefined) continue;
    cuts.push({ from: second.from, to: last.to });
    repetitions.push({
      count: to - from - 1,
      ...(second.start === undefined ? {} : { start: second.start }),
    });
  }
  return { cuts, repetitions };
}

const isSame = (one: Sentence | undefined, other: Sentence | undefined): boolean =>
  one?.key === other?.key && one?.speaker === other?.speaker;

function sentencesIn(said: readonly Token[]): Sentence[] {
  const sentences: Sentence[] = [];
  let open: Sentence | undefined;
  let letters = 0;
  for (const [index, { text, speaker, start, ends }] of said.entries()) {
    open ??= { from: letters, to: letters, key: '', speaker, start };
    letters += lettersIn([{ text }]).length;
    open.to = letters;
    open.key += text;
    const next = said[index + 1];
    if (!(ends || next === undefined || next.speaker !== speaker || endsSentence(text, next.text))) continue;
    sentences.push({ ...open, key: keyOf(open.key) });
    open = undefined;
  }
  return sentences;
}

/** Letters and digits; a sentence of nothing but signs, such as "♪", as it is. */
const keyOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '') || text;
