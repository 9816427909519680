import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { createLimiter } from '../../../transcription/limit';
import { defaultReconcilePolicy, reconcile } from '../../../transcription/reconcile';
import { detachedClock } from '../../shared/detachedClock';
import { ringAnswer } from './ringAnswer';

/** Each ring makes n8n load an execution; thousands that are due at once take turns. */
const atATime = createLimiter(4);

const ringTimeoutMs = 60_000;

/** The doors at which this process rings, by their secrets: a second bell at one door would be of no use. */
const ringing = new Set<string>();

/** The newest one serves all rings: each holds its whole execution in memory, and one is enough. */
let newest: Pick<IExecuteFunctions['helpers'], 'httpRequest'>;

/**
 * Rings a suspended execution's own doorbell from now on, in the background, unless this process does so
 * already.
 *
 * It can do no more than ring: once the node has ended, n8n gives it no credential to read tasks with. The
 * node's webhook does the reading.
 */
export function keepRinging(
  { helpers }: IExecuteFunctions | IWebhookFunctions,
  url: string,
  secret: string,
): void {
  newest = helpers;
  if (ringing.has(secret)) return;
  ringing.add(secret);
  startRinging(url, secret);
}

/** Holds nothing but its arguments, for as long as the execution sleeps. */
function startRinging(url: string, secret: string): void {
  reconcile(async () => ringAnswer(await atATime(() => ring(url))), defaultReconcilePolicy, detachedClock)
    .catch(() => undefined)
    .finally(() => ringing.delete(secret));
}

async function ring(url: string): Promise<unknown> {
  const answer: unknown = await newest.httpRequest({
    method: 'POST',
    url,
    body: {},
    json: true,
    timeout: ringTimeoutMs,
    disableFollowRedirect: true,
    ignoreHttpStatusErrors: true,
    returnFullResponse: true,
  });
  return answer;
}
