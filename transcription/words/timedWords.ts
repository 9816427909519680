import type { Word } from '../transcript';

export interface TimedWord extends Word {
  start: number;
  end: number;
}

/** Seconds that a letter takes at most: a word of which one time is known is not stretched over a pause. */
const slowestLetterSeconds = 0.3;

/**
 * Gives each word a start and an end, in seconds. Times that are known stay, in whatever order the words are;
 * those that are missing or impossible (negative, not finite, an end before its start) are laid between the
 * known ones on both sides, in proportion to the letters spoken. Before the first and after the last known time
 * there is no telling: such words last no time.
 *
 * @returns as many words, in the same order; undefined when no word has a time
 */
export function timedWords(words: readonly Word[]): TimedWord[] | undefined {
  if (words.length > 0 && words.every(isTimed)) return [...words];
  const edges = edgesOf(words);
  if (!edges.some(({ time }) => time !== undefined)) return undefined;
  fillTimes(edges);
  return words.map((word, index) => {
    const laid = edges[index * 2]?.time ?? 0;
    const end = edges[index * 2 + 1]?.time ?? laid;
    // What comes before may have ended later than this word.
    const start = isTime(word.start) ? laid : Math.min(laid, end);
    return { ...word, ...withoutPause(word, start, end) };
  });
}

const isTimed = (word: Word): word is TimedWord => isTime(word.start) && isTime(endOf(word));

function isTime(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value >= 0;
}

/** @returns undefined for an end before the start: of the two, the start is what recognizers are right about */
function endOf({ start, end }: Word): number | undefined {
  return isTime(start) && isTime(end) && end < start ? undefined : end;
}

/** A start or an end. What is spoken up to it is counted in letters of the words. */
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
    lettersBefore += Math.max(1, word.text.length);
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
  // Where speakers overlap, what comes next may have begun before.
  const to = Math.max(from, right.time ?? from);
  const letters = Math.max(1, right.lettersBefore - left.lettersBefore);
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

const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;
