/** Node's timers count milliseconds in 31 bits (24.8 days). A longer timer fires immediately. */
const longestMs = 2 ** 31 - 1;

/** @returns milliseconds a timer accepts: an integer, at least 1, and at most what a timer can run */
export function timerMs(ms: number): number {
  return Number.isNaN(ms) ? longestMs : Math.min(Math.max(Math.round(ms), 1), longestMs);
}

/**
 * A signal that aborts after `ms`, for any number. `AbortSignal.timeout` throws if the number is fractional, negative
 * or too large, which once lost responses that were paid for. Its timer doesn't keep the process alive.
 */
export function timeoutSignal(ms: number): AbortSignal {
  return AbortSignal.timeout(timerMs(ms));
}
