import { sleep } from 'n8n-workflow';
import type { Clock } from '../../transcription/calls/clock';
import { timeoutSignal } from './http/timeoutSignal';

/**
 * n8n's timer can't be stopped: after an abort it runs out unheard, and must not hold the process for hours. Nor does
 * it run longer than 24.8 days.
 */
const longestTimerMs = 5_000;

/** Real time. A sleep that is aborted ends at once; one of no length, or of none that is a number, does not begin. */
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

/** The same for work that goes on after a node has ended, and that must not keep the process from ending. */
export const detachedClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    signal?.throwIfAborted();
    const untilMs = Date.now() + ms;
    // One timer is too short for a sleep of months.
    for (let left = ms; left > 0; left = untilMs - Date.now()) await timer(left, signal);
  },
};

/** Unlike a sleep of n8n, the timer of such a signal does not hold the process. */
async function timer(ms: number, signal: AbortSignal | undefined): Promise<void> {
  const settled = new AbortController();
  await new Promise<void>((resolve) => {
    timeoutSignal(ms).addEventListener('abort', () => resolve(), { once: true });
    signal?.addEventListener('abort', () => resolve(), { once: true, signal: settled.signal });
  });
  settled.abort();
  signal?.throwIfAborted();
}
