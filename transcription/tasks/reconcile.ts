import type { Clock } from '../calls/clock';

export interface ReconcilePolicy {
  firstMs: number;
  factor: number;
  maxMs: number;
  /** The longest wait while a task is done except for its result. */
  soonMs: number;
}

/** From two seconds for short recordings to five minutes for those that take hours. */
export const defaultReconcilePolicy: ReconcilePolicy = {
  firstMs: 2_000,
  factor: 2,
  maxMs: 300_000,
  soonMs: 10_000,
};

/** When the interval between rings changes, in milliseconds since the epoch. */
export interface ReconcileTimes {
  /** A ring is always due at this time, and the intervals start over: it is the last chance to be heard. */
  lastCallMs: number;
  /** The resume URL no longer leads to an execution. */
  endMs: number;
}

/**
 * Rings at growing intervals until the execution has moved on or its deadline has passed. This covers what callbacks
 * can't: one that came too early, one that was lost, a server that the provider can't reach. A failed ring is not an
 * answer: the next one may get through.
 *
 * @param ring resolves to whether the execution has moved on
 * @param hurry returns a signal for the next wait. When it aborts, something is about to end, and the wait ends
 *   within `soonMs`
 */
export async function reconcile(
  ring: () => Promise<boolean>,
  policy: ReconcilePolicy,
  clock: Clock,
  { lastCallMs, endMs }: ReconcileTimes,
  hurry: () => AbortSignal | undefined = () => undefined,
): Promise<void> {
  for (let waitMs = policy.firstMs; ; waitMs = Math.min(waitMs * policy.factor, policy.maxMs)) {
    const nowMs = clock.now();
    let dueMs = nowMs + waitMs;
    if (nowMs < lastCallMs && dueMs >= lastCallMs) {
      dueMs = lastCallMs;
      waitMs = policy.firstMs / policy.factor;
    }
    if (dueMs >= endMs) {
      await clock.sleep(endMs - nowMs);
      return;
    }
    const signal = hurry();
    const hurried = await clock.sleep(dueMs - nowMs, signal).then(
      () => false,
      () => true,
    );
    if (hurried) {
      waitMs = Math.min(waitMs, policy.soonMs) / policy.factor;
      continue;
    }
    if (await ring().catch(() => false)) return;
  }
}
