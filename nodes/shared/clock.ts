import { sleep } from 'n8n-workflow';
import type { Clock } from '../../transcription/calls/clock';

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
