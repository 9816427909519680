import type { Clock } from './clock';

/** What came of ringing at a suspended execution's door. */
export type RingAnswer = 'waiting' | 'gone';

export interface ReconcilePolicy {
  firstMs: number;
  factor: number;
  maxMs: number;
}

/** From two seconds, for short recordings, up to five minutes, for those that take hours. */
export const defaultReconcilePolicy: ReconcilePolicy = { firstMs: 2_000, factor: 2, maxMs: 300_000 };

/**
 * Rings at growing intervals until the execution has moved on. Covers what callbacks cannot: one that came too
 * early, one that was lost, a server that the provider cannot reach. A ring that fails is no answer: the next
 * one may get through.
 */
export async function reconcile(
  ring: () => Promise<RingAnswer>,
  policy: ReconcilePolicy,
  clock: Clock,
): Promise<void> {
  for (let waitMs = policy.firstMs; ; waitMs = Math.min(waitMs * policy.factor, policy.maxMs)) {
    await clock.sleep(waitMs);
    const answer = await ring().catch((): RingAnswer => 'waiting');
    if (answer === 'gone') return;
  }
}
