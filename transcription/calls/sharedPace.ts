import { TranscriptionError } from '../errors';
import type { Clock } from './clock';
import { createPacer, longestPauseMs, type PacePolicy, type Pacer } from './pace';

/** How often a tenth of the limit is tried again: rarely enough that few requests are refused, even for hours. */
const regainEveryMs = 60_000;

/**
 * A pacer for a limit that others may use as well: other processes of n8n's queue mode, other programs. Nobody says how
 * many they are, so each learns its share from refusals. A refused call pauses all callers and halves the share. It
 * grows again while no call is refused.
 *
 * Only for calls whose refusal costs nothing.
 */
export function createSharedPacer(policy: PacePolicy, clock: Clock): Pacer {
  let share = policy.starts;
  let learntAtMs = Number.NEGATIVE_INFINITY;

  function currentShare(): number {
    if (share === policy.starts) return share;
    const regained = Math.floor((clock.now() - learntAtMs) / regainEveryMs) * (policy.starts / 10);
    return Math.min(policy.starts, Math.max(1, Math.floor(share + regained)));
  }

  const pacer = createPacer(
    {
      get starts() {
        return currentShare();
      },
      perMs: policy.perMs,
    },
    clock,
  );

  function learn(startedAtMs: number, askedMs = 0): void {
    pacer.pauseFor(Math.min(Math.max(askedMs, policy.perMs), longestPauseMs));
    // Calls that started at the larger share say nothing about the smaller one.
    if (startedAtMs < learntAtMs) return;
    share = Math.max(1, Math.floor(currentShare() / 2));
    learntAtMs = clock.now();
  }

  return {
    pauseFor: (ms) => pacer.pauseFor(ms),
    run: (call, signal) =>
      pacer.run(async () => {
        const startedAtMs = clock.now();
        try {
          return await call();
        } catch (error) {
          if (error instanceof TranscriptionError && error.facts.isLimit) {
            learn(startedAtMs, error.retryAfterMs);
          }
          throw error;
        }
      }, signal),
  };
}
