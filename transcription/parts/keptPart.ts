import type { Transcript } from '../transcript';
import type { Said } from './saidWords';

/** What is left of a part once the seams to its neighbours are found. */
export interface KeptPart {
  /** Its times count from the start of the recording. */
  transcript: Transcript;
  said: Said;
  /** The first word that is kept, and the one after the last. */
  from: number;
  to: number;
  /** Where the seams are, in seconds. */
  startSeconds: number;
  endSeconds: number;
  /** The part's own IDs of the speakers → those of the joined transcript. */
  speakers: ReadonlyMap<string, string>;
}

/** Whether nothing was cut off. */
export const isWhole = ({ from, to, said }: KeptPart): boolean => from === 0 && to === said.words.length;

/** An entry of the transcript, with its speaker's ID in the joined one. */
export function renamed<Entry extends { speaker?: string }>(entry: Entry, { speakers }: KeptPart): Entry {
  const speaker = entry.speaker === undefined ? undefined : speakers.get(entry.speaker);
  return speaker === undefined || speaker === entry.speaker ? entry : { ...entry, speaker };
}

interface Timed {
  start?: number;
  end?: number;
}

/**
 * Lets the end of the earlier list and the start of the later one meet in time, where each part is slightly wrong
 * about its own words. Changes the lists, not their entries.
 */
export function meetInTime<Entry extends Timed>(earlier: Entry[], later: Entry[]): void {
  const end = earlier.at(-1)?.end;
  const start = later[0]?.start;
  if (end === undefined || start === undefined || end <= start) return;
  const time = Math.round((end + start) * 500) / 1000;
  for (let index = earlier.length - 1; index >= 0; index--) {
    const entry = earlier[index];
    if (entry === undefined || (entry.end ?? entry.start ?? 0) <= time) break;
    earlier[index] = bounded(entry, (value) => Math.min(value, time));
  }
  for (let index = 0; index < later.length; index++) {
    const entry = later[index];
    if (entry === undefined || (entry.start ?? entry.end ?? time) >= time) break;
    later[index] = bounded(entry, (value) => Math.max(value, time));
  }
}

const bounded = <Entry extends Timed>(entry: Entry, bound: (time: number) => number): Entry => ({
  ...entry,
  ...(entry.start === undefined ? {} : { start: bound(entry.start) }),
  ...(entry.end === undefined ? {} : { end: bound(entry.end) }),
});
