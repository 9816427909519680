/** A length as services report it: to the millisecond. */
export function roundedSeconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

/** Adds how long the recording is, if its provider has not said it. */
export function withLength<T extends { durationSeconds?: number }>(json: T, seconds: number | undefined): T {
  if (json.durationSeconds !== undefined || seconds === undefined) return json;
  return { ...json, durationSeconds: roundedSeconds(seconds) };
}
