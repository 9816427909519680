import type { Clock } from './clock';
import { orAborted } from './orAborted';

export interface PacePolicy {
  /** How many may start within any stretch of `perMs`. */
  starts: number;
  perMs: number;
}

/** For providers that name no limit: what they refuse still holds everybody back. */
export const unlimited: PacePolicy = { starts: Number.POSITIVE_INFINITY, perMs: 0 };

/** Lets callers start one after the other, never faster than a provider's limit. */
export interface Pacer {
  /**
   * Makes a call when it may start. When a request reaches the provider lies somewhere between its start and its
   * end, so its place is free again one window after its end: however the network delays single requests, the
   * provider never sees more of them in a window than allowed.
   *
   * @throws the signal's reason when it aborts before the start, and what `call` throws
   */
  run<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T>;

  /** Holds everybody back for `ms`: the provider said that it is too much, which is true for all. */
  pauseFor(ms: number): void;
}

/** One of the starts that the window has room for. */
interface Place {
  /** Infinity while its call is under way. */
  freeAtMs: number;
  /** Resolves when that is known. */
  ended: Promise<void>;
}

/** A pacer over a sliding window; callers are served in the order in which they came. */
export function createPacer(policy: PacePolicy, clock: Clock): Pacer {
  let places: Place[] = [];
  let pausedUntil = 0;
  let lastInLine: Promise<unknown> = Promise.resolve();

  async function waitForTurn(signal?: AbortSignal): Promise<void> {
    for (;;) {
      const now = clock.now();
      places = places.filter(({ freeAtMs }) => freeAtMs > now);
      const full = places.length >= policy.starts;
      const soonest = full ? Math.min(...places.map(({ freeAtMs }) => freeAtMs)) : 0;
      const wait = Math.max(pausedUntil, soonest) - now;
      if (wait <= 0) break;
      if (Number.isFinite(wait)) await clock.sleep(wait, signal);
      else await Promise.race(places.map(({ ended }) => ended));
    }
    signal?.throwIfAborted();
  }

  function enter(place: Place, signal?: AbortSignal): Promise<void> {
    const turn = lastInLine.then(() => waitForTurn(signal)).then(() => void places.push(place));
    lastInLine = turn.catch(() => undefined);
    return signal ? orAborted(turn, signal) : turn;
  }

  return {
    async run(call, signal) {
      let end = (): void => undefined;
      const ended = new Promise<void>((resolve) => (end = resolve));
      const place: Place = { freeAtMs: Number.POSITIVE_INFINITY, ended };
      try {
        await enter(place, signal);
        signal?.throwIfAborted();
        return await call();
      } finally {
        place.freeAtMs = clock.now() + policy.perMs;
        end();
      }
    },
    pauseFor(ms) {
      pausedUntil = Math.max(pausedUntil, clock.now() + ms);
    },
  };
}
