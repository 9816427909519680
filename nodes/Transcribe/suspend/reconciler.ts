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
 * Each ring makes n8n load an execution and a sandbox for its expressions, about 100 ms of its process. With a
 * thousand of them asleep there is always one due: rings come one by one, with a rest after each.
 */
const oneByOne = createLimiter(1);

/** The bells of this process, by the secrets of their doors: a second one at a door would be of no use. */
const ringing = new Map<string, Bell>();

/** Lets the waits between rings be cut short, also the next one, while a ring is under way. */
class Bell {
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
 * Rings a suspended execution's own doorbell from now on until its deadline, in the background, unless this process
 * does so already.
 *
 * It can do no more than ring: once the node has ended, n8n gives it no credential to read tasks with. The
 * node's webhook does the reading.
 *
 * @param door gives the doorbell's URL; asked only when it is needed
 */
export function keepRinging(
  context: IExecuteFunctions | IWebhookFunctions,
  door: () => string,
  secret: string,
  times: ReconcileTimes,
): void {
  readyForOwnCalls(context);
  if (ringing.has(secret)) return;
  startRinging(door(), secret, times);
}

/** Rings again in a moment, and not only when the next ring is due. */
export function ringSoon(secret: string): void {
  ringing.get(secret)?.hurry();
}

/** Holds nothing but its arguments, for as long as the execution sleeps. */
function startRinging(url: string, secret: string, times: ReconcileTimes): void {
  const bell = new Bell();
  ringing.set(secret, bell);
  reconcile(
    () => ring(url),
    defaultReconcilePolicy,
    detachedClock,
    times,
    () => bell.nextWait(),
  )
    .catch(() => undefined)
    .finally(() => {
      ringing.delete(secret);
      // Whatever is known of its tasks is of no use to anybody now.
      suspendedExecutions.forget(secret);
    });
}

/**
 * The rest is as long as the ring took, so a busy n8n is left alone.
 *
 * @returns whether nobody is behind the door any more
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
