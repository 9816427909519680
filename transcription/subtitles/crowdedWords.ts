import { fastestLettersPerSecond, spokenLetters, usualLettersPerSecond } from '../words/pace';
import type { TimedWord } from '../words/timedWords';
import { spaced } from './spaced';

/** A smaller correction is not worth making: no reader notices it. */
export const noticedSeconds = 0.15;

/**
 * Moves words apart that are said faster than anybody speaks: around the place where they stand, and at the usual pace
 * where their neighbours leave the time. Others keep their times.
 *
 * @param words one speaker's, in spoken order
 * @param latest when all have to be over, in seconds
 * @returns the same words, each beginning no earlier than the one before it
 */
export function withRoom<Said extends TimedWord>(words: readonly Said[], latest: number): readonly Said[] {
  const letters = Float64Array.from(words, ({ text, joined }) => spokenLetters(text) + (joined ? 0 : 1));
  const starts = Float64Array.from(words, ({ start }) => start);
  const least = letters.map((count) => count / fastestLettersPerSecond);
  const roomy = spaced(starts, least, latest);
  if (starts.every((start, index) => start === roomy[index])) return words;
  const result = [...words];
  for (let from = 0; from < words.length;) {
    if (isNear(starts, roomy, from)) {
      from++;
      continue;
    }
    let to = from + 1;
    while (to < words.length && !isNear(starts, roomy, to)) to++;
    spread(result, { from, to, letters, least, roomy, latest });
    from = to;
  }
  return inOrder(result, letters);
}

const isNear = (starts: Float64Array, roomy: Float64Array, index: number): boolean =>
  Math.abs((starts[index] ?? 0) - (roomy[index] ?? 0)) < noticedSeconds;

interface Crowd {
  from: number;
  to: number;
  letters: Float64Array;
  least: Float64Array;
  roomy: Float64Array;
  latest: number;
}

/** Says a crowd of words at the usual pace where there is room around them, otherwise faster. */
function spread<Said extends TimedWord>(words: Said[], crowd: Crowd): void {
  const { from, to, letters, least, roomy, latest } = crowd;
  const [first, last] = [roomy[from] ?? 0, (roomy[to - 1] ?? 0) + (least[to - 1] ?? 0)];
  let count = 0;
  for (let index = from; index < to; index++) count += letters[index] ?? 0;
  const earliest = Math.min(first, words[from - 1]?.end ?? 0);
  const until = Math.max(last, Math.min(words[to]?.start ?? Infinity, latest));
  const span = Math.max(last - first, Math.min(count / usualLettersPerSecond, until - earliest));
  const begin = Math.max(earliest, Math.min((first + last - span) / 2, until - span));
  for (let index = from, done = 0; index < to; index++) {
    const word = words[index];
    if (word === undefined) continue;
    const start = begin + (span * done) / count;
    done += letters[index] ?? 0;
    words[index] = { ...word, start, end: begin + (span * done) / count };
  }
}

/** What was left where it was may still begin slightly before the word before it. */
function inOrder<Said extends TimedWord>(words: readonly Said[], letters: Float64Array): Said[] {
  let before = 0;
  return words.map((word, index) => {
    const start = Math.max(before, word.start);
    before = start;
    if (start === word.start) return word;
    return {
      ...word,
      start,
      end: Math.max(word.end, start + (letters[index] ?? 0) / fastestLettersPerSecond),
    };
  });
}
