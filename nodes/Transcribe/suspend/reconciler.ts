import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { createLimiter } from '../../../transcription/calls/limit';
import {
  defaultReconcilePolicy,
  reconcile,
  type ReconcileTimes,
} from '../../../transcription/tasks/reconcile';
import { detachedClock } from '../../shared/clock';
import { resumeAnswer } from '../../shared/webhooks/resumeAnswer';
import { callOwn, readyForOwnCalls } from '../../shared/webhooks/ownCalls';
import { suspendedExecutions } from './executions';

/**
 * Each ring makes n8n load an execution and an expression sandbox, about 100 ms of its process. With a thousand
 * suspended executions a ring is always due, so rings go one by one, with a rest after each.
 */
const oneByOne = createLimiter(1);

/** The ringers of this process, by doorbell secret: each doorbell needs only one. */
const ringers = new Map<string, Ringer>();

/** Can cut short the wait between rings; while a ring is under way, the next wait. */
class Ringer {
  private wait = new AbortController();
  private hurried = false;

  hurry(): void {
    this.hurried = true;
    this.wait.abort();
  }

  nextWait(): AbortSignal {
    this.wait = new AbortController();
    if (this.hurried) this.wait.abort();
    this.hurried = false;
    return this.wait.signal;
  }
}

/**
 * Rings a suspended execution's own doorbell in the background until its deadline, unless this process already does.
 *
 * It can only ring: once the node has ended, n8n gives it no credential to read tasks with. The node's webhook reads
 * them.
 *
 * @param getUrl returns the doorbell's URL; called only if needed
 */
export function keepRinging(
  context: IExecuteFunctions | IWebhookFunctions,
  getUrl: () => string,
  secret: string,
  times: ReconcileTimes,
): void {
  readyForOwnCalls(context);
  if (ringers.has(secret)) return;
  startRinging(getUrl(), secret, times);
}

/** Rings again soon instead of waiting until the next ring is due. */
export function ringSoon(secret: string): void {
  ringers.get(secret)?.hurry();
}

/** Keeps only its arguments in memory while the execution is suspended. */
function startRinging(url: string, secret: string, times: ReconcileTimes): void {
  const ringer = new Ringer();
  ringers.set(secret, ringer);
  reconcile(
    () => ring(url),
    defaultReconcilePolicy,
    detachedClock,
    times,
    () => ringer.nextWait(),
  )
    .catch(() => undefined)
    .finally(() => {
      ringers.delete(secret);
      // What is known of its tasks is no longer needed.
      suspendedExecutions.forget(secret);
    });
}

/**
 * The rest lasts as long as the ring took, so that a busy n8n is left alone.
 *
 * @returns whether the execution no longer waits
 */
async function ring(url: string): Promise<boolean> {
  return await oneByOne(async () => {
    const from = detachedClock.now();
    try {
      return resumeAnswer(await callOwn(url, {})) === 'gone';
    } finally {
      await detachedClock.sleep(detachedClock.now() - from);
    }
  });
}
