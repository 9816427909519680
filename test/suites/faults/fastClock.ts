import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../../transcription/calls/clock';

/** So many times as fast as a real one, from the moment when it is first asked. */
export function clockOf(speed: number): Clock {
  let startedAt: number | undefined;
  return {
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
}

const speed = 40;

/** An hour of polling is over in a minute and a half. */
export const systemClock = clockOf(speed);

/** How long a minute of that clock takes. */
export const minuteMs = 60_000 / speed;

export const detachedClock = systemClock;
