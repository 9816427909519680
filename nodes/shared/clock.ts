import { sleep } from 'n8n-workflow';
import type { Clock } from '../../transcription/calls/clock';
import { orAborted } from '../../transcription/calls/orAborted';
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
    const untilMs = Date.now() + ms;
    for (let left = ms; left > 0; left = untilMs - Date.now()) {
      await unlessAborted(sleep(Math.min(left, longestTimerMs)), signal);
    }
  },
};

/** A clock for work that continues after a node has ended. It doesn't keep the process alive. */
export const detachedClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    signal?.throwIfAborted();
    const untilMs = Date.now() + ms;
    // A sleep of months needs several timers.
    for (let left = ms; left > 0; left = untilMs - Date.now()) await unlessAborted(timer(left), signal);
  },
};

/** Unlike n8n's `sleep`, the timer of a timeout signal doesn't keep the process alive. */
function timer(ms: number): Promise<void> {
  return new Promise((resolve) => {
    timeoutSignal(ms).addEventListener('abort', () => resolve(), { once: true });
  });
}

async function unlessAborted(nap: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) await nap;
  else await orAborted(nap, signal);
  signal?.throwIfAborted();
}
