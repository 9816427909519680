import type { Clock } from '../../transcription/calls/clock';
import { timeoutSignal } from './http/timeoutSignal';

/** Time for work that goes on after a node has ended, and that must not keep the process from ending. */
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
