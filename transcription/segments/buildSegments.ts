import { toMilliseconds } from '../milliseconds';
import type { Segment, Word } from '../transcript';
import { joinWords } from '../words/joinWords';
import { timedWords, type TimedWord } from '../words/timedWords';
import { segmentStarts } from './segmentStarts';

export interface WordGroup {
  segment: Segment;
  /** As given: interpolated timestamps are only in the segment. */
  words: Word[];
}

/**
 * Groups words into segments that read as sentences: split at speaker changes, sentence ends and pauses, and never
 * too long. Every word is in exactly one segment, in the given order.
 *
 * @returns segments timed in seconds, to the millisecond; undefined when no word has a timestamp
 */
export function buildSegments(words: readonly Word[]): Segment[] | undefined {
  return groupWords(words)?.map(({ segment }) => segment);
}

/** Like `buildSegments`, with the words of each segment. */
export function groupWords(words: readonly Word[]): WordGroup[] | undefined {
  const timed = timedWords(words);
  if (timed === undefined) return undefined;
  const starts = segmentStarts(timed);
  return starts.map((start, index) => {
    const end = starts[index + 1];
    return { segment: toSegment(timed.slice(start, end)), words: words.slice(start, end) };
  });
}

function toSegment(words: readonly TimedWord[]): Segment {
  const start = toMilliseconds(words[0]?.start ?? 0);
  const end = words.reduce((latest, word) => Math.max(latest, toMilliseconds(word.end)), start);
  const speaker = words[0]?.speaker;
  return { start, end, text: joinWords(words), ...(speaker === undefined ? {} : { speaker }) };
}
