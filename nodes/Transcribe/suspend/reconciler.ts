import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import pLimit from 'p-limit';
import { z } from 'zod';
import { defaultReconcilePolicy, reconcile, type RingAnswer } from '../../../transcription/reconcile';
import { detachedClock } from '../../shared/detachedClock';

/** Each ring makes n8n load an execution; thousands that are due at once take turns. */
const atATime = pLimit(4);

/** How long storing a suspended execution may take. Until then n8n says that it is running. */
const storingMs = 60_000;

const ringTimeoutMs = 60_000;

const answerSchema = z.object({
  statusCode: z.number(),
  body: z.object({ status: z.string().optional(), message: z.string().optional() }).catch({}),
});

/** The doors at which this process rings, by their secrets: a second bell at one door would be of no use. */
const ringing = new Set<string>();

/**
 * Rings a suspended execution's own doorbell from now on, in the background, unless this process does so
 * already.
 *
 * It can do no more than ring: once the node has ended, n8n gives it no credential to read tasks with. The
 * node's webhook does the reading.
 */
export function keepRinging(
  execution: IExecuteFunctions | IWebhookFunctions,
  url: string,
  secret: string,
): void {
  if (ringing.has(secret)) return;
  ringing.add(secret);
  const startedAt = detachedClock.now();
  const ring = async (): Promise<RingAnswer> => {
    const answer: unknown = await atATime(() =>
      execution.helpers.httpRequest({
        method: 'POST',
        url,
        body: {},
        json: true,
        timeout: ringTimeoutMs,
        disableFollowRedirect: true,
        ignoreHttpStatusErrors: true,
        returnFullResponse: true,
      }),
    );
    return readAnswer(answer, detachedClock.now() - startedAt);
  };
  reconcile(ring, defaultReconcilePolicy, detachedClock)
    .catch(() => undefined)
    .finally(() => ringing.delete(secret));
}

function readAnswer(answer: unknown, ageMs: number): RingAnswer {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) return 'waiting';
  const { statusCode, body } = parsed.data;
  if (statusCode === 200) return body.status === 'waiting' ? 'waiting' : 'gone';
  if (statusCode >= 500 || statusCode === 429) return 'waiting';
  const beingStored = statusCode === 409 && (body.message ?? '').includes('running') && ageMs < storingMs;
  return beingStored ? 'waiting' : 'gone';
}
