import { sleep } from 'n8n-workflow';
import type { Clock } from '../../transcription/calls/clock';
import { timeoutSignal } from './http/timeoutSignal';

/**
 * n8n's timer can't be cleared: after an abort it keeps running, so it must be short or it holds the process for hours.
 * It also can't run longer than 24.8 days.
 */
const longestTimerMs = 5_000;

/** Real time. An aborted sleep ends immediately. A length that is zero, negative or NaN returns without sleeping. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    signal?.throwIfAborted();
    const settled = new AbortController();
    const aborted = new Promise<void>((resolve) => {
      signal?.addEventListener('abort', () => resolve(), { once: true, signal: settled.signal });
    });
    const untilMs = Date.now() + ms;
    for (let left = ms; left > 0 && !signal?.aborted; left = untilMs - Date.now()) {
      await Promise.race([sleep(Math.min(left, longestTimerMs)), aborted]);
    }
    settled.abort();
    signal?.throwIfAborted();
  },
};

/** A clock for work that continues after a node has ended. It doesn't keep the process alive. */
export const detachedClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    signal?.throwIfAborted();
    const untilMs = Date.now() + ms;
    // A sleep of months needs several timers.
    for (let left = ms; left > 0; left = untilMs - Date.now()) await timer(left, signal);
  },
};

/** Unlike n8n's `sleep`, the timer of a timeout signal doesn't keep the process alive. */
async function timer(ms: number, signal: AbortSignal | undefined): Promise<void> {
  const settled = new AbortController();
  await new Promise<void>((resolve) => {
    timeoutSignal(ms).addEventListener('abort', () => resolve(), { once: true });
    signal?.addEventListener('abort', () => resolve(), { once: true, signal: settled.signal });
  });
  settled.abort();
  signal?.throwIfAborted();
}
