import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../../transcription/calls/clock';

/** A clock that runs `speed` times as fast as a real one, starting when it is first read. */
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

/** An hour of polling takes a minute and a half. */
export const systemClock = clockOf(speed);

/** Real duration of a minute on that clock. */
export const minuteMs = 60_000 / speed;

export const detachedClock = systemClock;
