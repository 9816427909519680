import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { createLimiter } from '../../../transcription/limit';
import { defaultReconcilePolicy, reconcile, type RingAnswer } from '../../../transcription/reconcile';
import { detachedClock } from '../../shared/detachedClock';
import { callOwn, readyForOwnCalls } from '../../shared/ownCalls';
import { ringAnswer } from './ringAnswer';

/**
 * Each ring makes n8n load an execution and a sandbox for its expressions, about 100 ms of its process. With a
 * thousand of them asleep there is always one due: rings come one by one, with a rest after each.
 */
const oneByOne = createLimiter(1);

/** The doors at which this process rings, by their secrets: a second bell at one door would be of no use. */
const ringing = new Set<string>();

/**
 * Rings a suspended execution's own doorbell from now on, in the background, unless this process does so
 * already.
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
): void {
  readyForOwnCalls(context);
  if (ringing.has(secret)) return;
  startRinging(door(), secret);
}

/** Holds nothing but its arguments, for as long as the execution sleeps. */
function startRinging(url: string, secret: string): void {
  ringing.add(secret);
  reconcile(() => ring(url), defaultReconcilePolicy, detachedClock)
    .catch(() => undefined)
    .finally(() => ringing.delete(secret));
}

/** The rest is as long as the ring took, so a busy n8n is left alone. */
async function ring(url: string): Promise<RingAnswer> {
  return await oneByOne(async () => {
    const from = detachedClock.now();
    try {
      return ringAnswer(await callOwn(url, {}));
    } finally {
      await detachedClock.sleep(detachedClock.now() - from);
    }
  });
}
