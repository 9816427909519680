import type { TimedWord } from '../words/timedWords';

export interface SpokenWord extends TimedWord {
  /** Whether the provider ended a segment after it. */
  endsSegment?: boolean;
  /** Whether its start is a guess: only that of a segment's first word is known. Absent from words with timestamps. */
  isEstimated?: boolean;
}
