import type { Clock } from './clock';
import { orAborted } from './orAborted';

export interface PacePolicy {
  /** Calls that may start within any `perMs`. */
  starts: number;
  perMs: number;
}

/** The longest pause that one answer can impose on all callers, whatever it asks for. */
export const longestPauseMs = 60_000;

/** For providers that state no limit. A request they refuse still holds back all callers. */
export const unlimited: PacePolicy = { starts: Number.POSITIVE_INFINITY, perMs: 0 };

/** Lets callers start one at a time, never faster than a provider's limit. */
export interface Pacer {
  /**
   * Makes a call as soon as it may start. A request reaches the provider at some point between its start and its end,
   * so its place is free again one window after its end. However the network delays single requests, the provider
   * then never sees more of them in a window than allowed.
   *
   * @throws the signal's reason when it aborts before the start, and what `call` throws
   */
  run<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T>;

  /** Holds back all callers for `ms`: the provider refused a request because of a limit that applies to all of them. */
  pauseFor(ms: number): void;
}

/** One of the starts that fit into the window. */
interface Place {
  /** Infinity while its call is under way. */
  freeAtMs: number;
  /** Resolves when the call has ended. */
  ended: Promise<void>;
}

/** A pacer with a sliding window. Callers are served in order of arrival. */
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
