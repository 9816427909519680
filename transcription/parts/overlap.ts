import type { Said, SaidWord } from './saidWords';
import { type Unit, unitsOf } from './units';

/** Words of one part among which the seam is looked for, from one index to another. */
export interface Stretch {
  units: Unit[];
  from: number;
  to: number;
}

/** What two neighbours both heard. */
export interface Overlap {
  startSeconds: number;
  endSeconds: number;
}

/** Alignment takes quadratic time, so a longer overlap is searched around its middle only. */
const longestSeconds = 60;
/** Of each side. Nobody says more in that time, but a recognizer that repeats itself may. */
const mostWords = 400;
/** Recognizers are wrong about the time of a word by less than that. */
const slackSeconds = 1;

/** The part of an overlap that is searched. */
export function searched({ startSeconds, endSeconds }: Overlap): Overlap {
  const surplus = Math.max(0, endSeconds - startSeconds - longestSeconds) / 2;
  return { startSeconds: startSeconds + surplus, endSeconds: endSeconds - surplus };
}

/**
 * The words of the earlier part that may be in the overlap.
 *
 * @param first the first word that is left of this part
 */
export function tailWithin({ words }: Said, first: number, { startSeconds, endSeconds }: Overlap): Stretch {
  let to = words.length;
  while (to > first && startOf(words[to - 1]) > endSeconds + slackSeconds) to--;
  let from = to;
  for (let index = to - 1; index >= Math.max(first, to - mostWords); index--) {
    if (endOf(words[index]) > startSeconds - slackSeconds) from = index;
  }
  return { units: unitsOf(words, from, to), from, to };
}

/** The words of the later part that may be in the overlap. */
export function headWithin({ words }: Said, { startSeconds, endSeconds }: Overlap): Stretch {
  let from = 0;
  while (from < words.length && endOf(words[from]) < startSeconds - slackSeconds) from++;
  let to = from;
  for (let index = from; index < Math.min(words.length, from + mostWords); index++) {
    if (startOf(words[index]) < endSeconds + slackSeconds) to = index + 1;
  }
  return { units: unitsOf(words, from, to), from, to };
}

/** Without times, what is searched is a share of the words; people do not speak evenly. */
const unevenness = 2;
const fewestWords = 12;

const countIn = (words: readonly SaidWord[], share: number): number =>
  Math.min(mostWords, Math.ceil(words.length * Math.min(1, share) * unevenness) + fewestWords);

/** @param share of the part that overlaps with its neighbour */
export function tailOfShare({ words }: Said, first: number, share: number): Stretch {
  const from = Math.max(first, words.length - countIn(words, share));
  return { units: unitsOf(words, from, words.length), from, to: words.length };
}

/** @param share of the part that overlaps with its neighbour */
export function headOfShare({ words }: Said, share: number): Stretch {
  const to = Math.min(words.length, countIn(words, share));
  return { units: unitsOf(words, 0, to), from: 0, to };
}

const startOf = (word: SaidWord | undefined): number => word?.start ?? 0;
const endOf = (word: SaidWord | undefined): number => word?.end ?? 0;
