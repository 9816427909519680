/** Time for ringing many doorbells and for building the items of a large batch. */
const reserveMs = 90_000;

/** Twice the time that reading one task takes at the account's allowed pace. */
const perTaskMs = 200;

/**
 * When a suspended execution looks at all its tasks for the last time, to resume with the transcripts that are ready.
 * At the deadline itself n8n resumes it with nothing but the task IDs.
 *
 * @param fromMs when it was suspended; all times in milliseconds since the epoch
 * @returns in the last quarter of the wait
 */
export function lastCallMs(fromMs: number, deadlineMs: number, tasks: number): number {
  return deadlineMs - Math.min(reserveMs + tasks * perTaskMs, (deadlineMs - fromMs) / 4);
}

/** The share of the remaining time for reading tasks; the rest is for building the items. */
const readingShare = 0.7;

/** @returns when the last look has to end, in milliseconds since the epoch */
export function readUntilMs(nowMs: number, deadlineMs: number): number {
  return nowMs + (deadlineMs - nowMs) * readingShare;
}
