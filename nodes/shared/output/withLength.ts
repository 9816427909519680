import { toMilliseconds } from '../../../transcription/milliseconds';

/** Adds how long the recording is, if its provider has not said it. */
export function withLength<T extends { durationSeconds?: number }>(json: T, seconds: number | undefined): T {
  if (json.durationSeconds !== undefined || seconds === undefined) return json;
  return { ...json, durationSeconds: toMilliseconds(seconds) };
}
