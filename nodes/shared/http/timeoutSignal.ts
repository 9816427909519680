/** Node's timers count milliseconds in 31 bits, 24.8 days; one that is set beyond them fires at once. */
const longestMs = 2 ** 31 - 1;

/** @returns the number of milliseconds as a timer takes it: whole, at least 1, and no longer than a timer can run */
export function timerMs(ms: number): number {
  return Number.isNaN(ms) ? longestMs : Math.min(Math.max(Math.round(ms), 1), longestMs);
}

/**
 * A signal that aborts after so many milliseconds, for any number: `AbortSignal.timeout` throws on what is not whole,
 * negative or too large, which once cost answers that were paid for. Its timer does not hold the process.
 */
export function timeoutSignal(ms: number): AbortSignal {
  return AbortSignal.timeout(timerMs(ms));
}
