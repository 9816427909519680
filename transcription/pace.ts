import type { Clock } from './clock';

export interface PacePolicy {
  /** How many may start within any stretch of `perMs`. */
  starts: number;
  perMs: number;
}

/** Lets callers start one after the other, never faster than a provider's limit. */
export interface Pacer {
  /**
   * Resolves when the caller may start.
   *
   * @throws the signal's reason when it aborts first
   */
  take(signal?: AbortSignal): Promise<void>;

  /** Holds everybody back for `ms`: the provider said that it is too much, which is true for all. */
  pauseFor(ms: number): void;
}

/** A pacer over a sliding window; callers are served in the order in which they came. */
export function createPacer(policy: PacePolicy, clock: Clock): Pacer {
  const startedAt: number[] = [];
  let pausedUntil = 0;
  let lastInLine: Promise<unknown> = Promise.resolve();

  function earliestStart(): number {
    const oldest = startedAt.length < policy.starts ? undefined : startedAt[0];
    return Math.max(pausedUntil, oldest === undefined ? 0 : oldest + policy.perMs);
  }

  async function waitForTurn(signal?: AbortSignal): Promise<void> {
    for (let wait = earliestStart() - clock.now(); wait > 0; wait = earliestStart() - clock.now()) {
      await clock.sleep(wait, signal);
    }
    signal?.throwIfAborted();
    startedAt.push(clock.now());
    if (startedAt.length > policy.starts) startedAt.shift();
  }

  return {
    take(signal) {
      const turn = lastInLine.then(() => waitForTurn(signal));
      lastInLine = turn.catch(() => undefined);
      return signal ? orAborted(turn, signal) : turn;
    },
    pauseFor(ms) {
      pausedUntil = Math.max(pausedUntil, clock.now() + ms);
    },
  };
}

/** Who is aborted leaves at once, and not only when its turn would have come. */
async function orAborted(turn: Promise<void>, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true, signal: over.signal });
  });
  try {
    await Promise.race([turn, aborted]);
  } finally {
    over.abort();
  }
  signal.throwIfAborted();
}
