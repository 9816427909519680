import { sleep } from 'n8n-workflow';
import type { Clock } from '../../transcription/clock';

/** Real time. A sleep that is aborted ends at once; n8n's timer under it runs out unheard. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    signal?.throwIfAborted();
    if (signal === undefined) return await sleep(ms);
    const settled = new AbortController();
    const aborted = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true, signal: settled.signal });
    });
    await Promise.race([sleep(ms), aborted]);
    settled.abort();
    signal.throwIfAborted();
  },
};
