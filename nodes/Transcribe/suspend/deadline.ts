/** Ringing at many doors, and making the items of a large batch, take their time. */
const reserveMs = 90_000;

/** Reading one task at the pace that an account is allowed, twice over. */
const perTaskMs = 200;

/**
 * When a suspended execution takes stock, so that it resumes with what there is: at its deadline n8n resumes it by
 * itself, and with nothing but the task IDs.
 *
 * @param fromMs when it was suspended; all in milliseconds since the epoch
 * @returns in the last quarter of the wait
 */
export function lastCallMs(fromMs: number, deadlineMs: number, tasks: number): number {
  return deadlineMs - Math.min(reserveMs + tasks * perTaskMs, (deadlineMs - fromMs) / 4);
}

/** The part of what is left that reading may take; the rest is for making the items. */
const readingShare = 0.7;

/** @returns when the last look has to come to its end, in milliseconds since the epoch */
export function readUntilMs(nowMs: number, deadlineMs: number): number {
  return nowMs + (deadlineMs - nowMs) * readingShare;
}
