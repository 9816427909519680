import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../transcription/clock';

const speed = 40;
let startedAt: number | undefined;

/** Forty times as fast as a real one: an hour of polling is over in a minute and a half. */
export const systemClock: Clock = {
  now: () => {
    startedAt ??= Date.now();
    return startedAt + (Date.now() - startedAt) * speed;
  },
  sleep: async (ms, signal) => {
    signal?.throwIfAborted();
    await pause(ms / speed, undefined, { signal, ref: false }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw error;
    });
  },
};

export const detachedClock = systemClock;
