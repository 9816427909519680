import { toMilliseconds } from '../milliseconds';
import type { Word } from '../transcript';
import { slowestLettersPerSecond, spokenLetters } from './pace';

export interface TimedWord extends Word {
  start: number;
  end: number;
}

/** The longest a letter may take. Keeps a word with only one timestamp from stretching across a pause. */
const slowestLetterSeconds = 0.3;

/**
 * Gives each word a start and an end, in seconds. Existing timestamps stay, whatever the order of the words. Missing
 * or impossible ones (negative, not finite, an end before its start) are interpolated between their neighbours, in
 * proportion to the letters spoken, but no slower than people speak: a silence comes after the words. Before the first
 * and after the last timestamp there is nothing to go by, so words there get a duration of zero.
 *
 * @returns the same number of words, in the same order; undefined when no word has a timestamp
 */
export function timedWords(words: readonly Word[]): TimedWord[] | undefined {
  if (words.length > 0 && words.every(isTimed)) return [...words];
  const edges = edgesOf(words);
  if (!edges.some(({ time }) => time !== undefined)) return undefined;
  fillTimes(edges);
  return words.map((word, index) => {
    const laid = edges[index * 2]?.time ?? 0;
    const end = edges[index * 2 + 1]?.time ?? laid;
    // The previous word may have ended later than this one.
    const start = isTime(word.start) ? laid : Math.min(laid, end);
    return { ...word, ...withoutPause(word, start, end) };
  });
}

const isTimed = (word: Word): word is TimedWord => isTime(word.start) && isTime(endOf(word));

/** Beyond that, milliseconds are no exact numbers any more. No recording is as long as 30,000 years. */
const latestSeconds = 1e12;

/** Whether a number of seconds can be a place in a recording. */
export function isTime(value: number | undefined): value is number {
  return value !== undefined && value >= 0 && value <= latestSeconds;
}

/** @returns undefined for an end before its start: recognizers are more often right about the start */
function endOf({ start, end }: Word): number | undefined {
  return isTime(start) && isTime(end) && end < start ? undefined : end;
}

/** The start or the end of a word, with the number of letters spoken up to it. */
interface Edge {
  lettersBefore: number;
  time: number | undefined;
}

function edgesOf(words: readonly Word[]): Edge[] {
  let lettersBefore = 0;
  const edges: Edge[] = [];
  for (const word of words) {
    const end = endOf(word);
    edges.push({ lettersBefore, time: isTime(word.start) ? word.start : undefined });
    lettersBefore += spokenLetters(word.text);
    edges.push({ lettersBefore, time: isTime(end) ? end : undefined });
  }
  return edges;
}

function fillTimes(edges: Edge[]): void {
  let left: Edge | undefined;
  let gap: Edge[] = [];
  for (const edge of edges) {
    if (edge.time === undefined) {
      gap.push(edge);
      continue;
    }
    if (gap.length > 0) fillGap(gap, left ?? edge, edge);
    gap = [];
    left = edge;
  }
  if (left) fillGap(gap, left, left);
}

function fillGap(gap: Edge[], left: Edge, right: Edge): void {
  const from = left.time ?? 0;
  // With overlapping speakers, the next word may have begun earlier.
  const letters = Math.max(1, right.lettersBefore - left.lettersBefore);
  const to = Math.max(
    from,
    Math.min(right.time ?? from, toMilliseconds(from + letters / slowestLettersPerSecond)),
  );
  for (const edge of gap) {
    const share = (edge.lettersBefore - left.lettersBefore) / letters;
    edge.time = to === from ? from : clamp(toMilliseconds(from + share * (to - from)), from, to);
  }
}

function withoutPause(word: Word, start: number, end: number): { start: number; end: number } {
  const longest = Math.max(1, word.text.length) * slowestLetterSeconds;
  const [startKnown, endKnown] = [isTime(word.start), isTime(endOf(word))];
  if (end - start <= longest || startKnown === endKnown) return { start, end };
  return startKnown
    ? { start, end: toMilliseconds(start + longest) }
    : { start: toMilliseconds(end - longest), end };
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
