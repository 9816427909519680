import type { HeardPart } from './heardPart';
import { longClockTime, stretchName } from './partName';

/** Shorter gaps come from rounding. */
const shortestGapSeconds = 1;

/**
 * @param parts in the order of the recording
 * @param recordingSeconds undefined if the last part is known to be its end
 * @returns a sentence about each stretch of the recording that no part covers
 */
export function missingParts(parts: readonly HeardPart[], recordingSeconds: number | undefined): string[] {
  const sentences: string[] = [];
  let covered = 0;
  const cover = (startSeconds: number, endSeconds: number) => {
    if (startSeconds - covered >= shortestGapSeconds) {
      const stretch = stretchName(covered, startSeconds);
      sentences.push(`The part ${stretch} is missing from this transcript, because it was not transcribed.`);
    }
    covered = Math.max(covered, endSeconds);
  };
  for (const { startSeconds, endSeconds = Infinity } of parts) cover(startSeconds, endSeconds);
  if (recordingSeconds !== undefined) cover(recordingSeconds, recordingSeconds);
  return sentences;
}

/** Places named in a warning; whoever reads about more checks the whole transcript. */
const mostPlaces = 5;

/**
 * @param starts in seconds
 * @returns `0:12:07, 0:45:10 and 3 more places`
 */
export function listOfPlaces(starts: readonly number[]): string {
  const named = starts.slice(0, mostPlaces).map(longClockTime);
  const left = starts.length - named.length;
  const places = left > 0 ? [...named, `${left} more places`] : named;
  return [places.slice(0, -1).join(', '), ...places.slice(-1)].filter((text) => text).join(' and ');
}

/** @param starts where the later of two parts begins that were not matched, in seconds */
export function unmatchedParts(starts: readonly number[]): string[] {
  if (starts.length === 0) return [];
  return [
    `The recording was transcribed in parts, and the texts of two parts do not match where they meet, at ${listOfPlaces(starts)}: words may be missing there, or appear twice.`,
  ];
}

export const unsureSpeakers =
  'The recording was transcribed in parts, and the speakers of each part were identified separately. Some could not be matched for certain, so one person may be counted as two speakers, or two people as one.';
