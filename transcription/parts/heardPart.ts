import { toMilliseconds } from '../milliseconds';
import type { Transcript } from '../transcript';

/** A stretch of a recording, and what a provider heard in it. */
export interface HeardPart {
  /** Its times count from the start of the part. */
  transcript: Transcript;
  /** Where the part begins and ends, in seconds from the start of the recording. */
  startSeconds: number;
  /** Undefined if it is unknown, for the last part only. */
  endSeconds?: number;
}

interface Timed {
  start?: number;
  end?: number;
}

/** The same transcript with times from the start of the recording, none of them outside the part. */
export function inRecording({ transcript, startSeconds, endSeconds = Infinity }: HeardPart): Transcript {
  const place = (time: number): number =>
    toMilliseconds(Math.min(Math.max(startSeconds, startSeconds + time), endSeconds));
  const placed = <Entry extends Timed>(entry: Entry): Entry => ({
    ...entry,
    ...(entry.start === undefined ? {} : { start: place(entry.start) }),
    ...(entry.end === undefined ? {} : { end: place(entry.end) }),
  });
  const { words, segments, audioEvents } = transcript;
  return {
    ...transcript,
    ...(words && { words: words.map(placed) }),
    ...(segments && { segments: segments.map(placed) }),
    ...(audioEvents && { audioEvents: audioEvents.map(placed) }),
  };
}
