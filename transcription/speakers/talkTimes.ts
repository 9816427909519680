import type { Segment } from '../transcript';

/** @returns ID of each speaker → the sum of their segments, in seconds; without segments it is empty */
export function talkTimes(segments: readonly Segment[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { speaker, start, end } of segments) {
    if (speaker !== undefined) times.set(speaker, (times.get(speaker) ?? 0) + Math.max(0, end - start));
  }
  return times;
}
