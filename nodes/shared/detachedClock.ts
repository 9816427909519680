import type { Clock } from '../../transcription/clock';

/** Time for work that goes on after a node has ended, and that must not keep the process from ending. */
export const detachedClock: Clock = {
  now: () => Date.now(),
  // Unlike a sleep of n8n, the timer of such a signal does not hold the process.
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(abortError(signal));
      AbortSignal.timeout(ms).addEventListener('abort', () => resolve(), { once: true });
      signal?.addEventListener('abort', () => reject(abortError(signal)), { once: true });
    }),
};

function abortError(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted');
}
