import type { Segment, Word } from '../transcript';
import { timedWords, type TimedWord } from './timedWords';

/**
 * Adds the words of those segments for which a provider has sent none. The first of them starts and the last one ends
 * with the segment; the times between are not known.
 *
 * @param words in the order in which they are said
 * @param segments the same speech, in the same order
 * @returns the words as they are where they say all that the segments say
 */
export function completeWords(words: readonly Word[], segments: readonly Segment[]): Word[] {
  const timed = timedWords(words);
  if (timed === undefined || timed.length === 0) return [...words];
  const wanted = segments.map(({ text }) => letters(text));
  const said = lettersWithin(timed, segments);
  const silent = segments.filter((_, index) => isSilent(index, wanted, said));
  const missing = sum(wanted) - sum(said);
  const added = silent.reduce((count, { text }) => count + letters(text), 0);
  // Where the words say nearly all, it is their times that disagree with those of the segments.
  if (added === 0 || added > missing * 2) return [...words];
  return merged(words, timed, silent);
}

const middle = ({ start, end }: { start: number; end: number }): number => (start + end) / 2;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const letters = (text: string): number => text.replace(/[^\p{L}\p{N}\p{M}]+/gu, '').length;

/** How many letters of the words are said within each segment; those between two segments count for the next one. */
function lettersWithin(words: readonly TimedWord[], segments: readonly Segment[]): number[] {
  const counts = segments.map(() => 0);
  const last = segments.length - 1;
  let at = 0;
  for (const word of words) {
    for (
      let segment = segments[at];
      at < last && segment && segment.end <= middle(word);
      segment = segments[at]
    )
      at += 1;
    counts[at] = (counts[at] ?? 0) + letters(word.text);
  }
  return counts;
}

/** The words next to a segment may be its own, with times that are somewhat off. */
function isSilent(index: number, wanted: readonly number[], said: readonly number[]): boolean {
  const surplus = (other: number) => Math.max(0, (said[other] ?? 0) - (wanted[other] ?? 0));
  const own = (said[index] ?? 0) + surplus(index - 1) + surplus(index + 1);
  return own * 2 < (wanted[index] ?? 0);
}

function merged(words: readonly Word[], timed: readonly TimedWord[], silent: readonly Segment[]): Word[] {
  const result: Word[] = [];
  let place = 0;
  for (const segment of silent) {
    for (let word = timed[place]; word && middle(word) < middle(segment); word = timed[place]) {
      result.push(words[place] ?? word);
      place += 1;
    }
    for (const word of wordsOf(segment)) result.push(word);
  }
  return result.concat(words.slice(place));
}

function wordsOf({ start, end, text, speaker }: Segment): Word[] {
  const texts = text.split(/[^\S\u00a0\u202f]+/).filter((word) => word !== '');
  return texts.map((word, index) => ({
    ...(index === 0 ? { start } : {}),
    ...(index === texts.length - 1 ? { end } : {}),
    text: word,
    ...(speaker === undefined ? {} : { speaker }),
  }));
}
