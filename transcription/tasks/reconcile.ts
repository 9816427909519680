import type { Clock } from '../calls/clock';

export interface ReconcilePolicy {
  firstMs: number;
  factor: number;
  maxMs: number;
  /** The longest wait while a task is done but for its result. */
  soonMs: number;
}

/** From two seconds, for short recordings, up to five minutes, for those that take hours. */
export const defaultReconcilePolicy: ReconcilePolicy = {
  firstMs: 2_000,
  factor: 2,
  maxMs: 300_000,
  soonMs: 10_000,
};

/** When the ringing changes, in milliseconds since the epoch. */
export interface ReconcileTimes {
  /** A ring is due then in any case, and the intervals begin anew: it is the last chance to be heard. */
  lastCallMs: number;
  /** Nobody is behind the door any more. */
  endMs: number;
}

/**
 * Rings at growing intervals until the execution has moved on, or its deadline is there. Covers what callbacks cannot:
 * one that came too early, one that was lost, a server that the provider cannot reach. A ring that fails is no answer:
 * the next one may get through.
 *
 * @param ring resolves to whether the execution has moved on
 * @param hurry gives a signal for the next wait: when it aborts, that wait ends within
 *   `soonMs`, as something is about to end
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
    if (nowMs >= endMs) return;
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
