import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { isSignatureValid, taskIdOfCallback } from '../../providers/apikley/callback';
import { type TicketClaims, ticketKey, verifyTicket } from '../../transcription/ticket';
import { systemClock } from '../shared/clock';
import { ticketParameter } from '../shared/callbackUrl';
import type { TriggerParameters } from './parameters';

/** A callback that may be acted upon: whose task, and what came with it. */
export interface AcceptedCallback {
  taskId: string;
  claims: TicketClaims;
}

const secretsSchema = z.object({
  apiKey: z.string().min(1),
  webhookHmacSecret: z.string().trim().optional(),
});

/**
 * Decides whether a request is a callback that the user has chosen to accept. A body is never believed beyond
 * the ID of its task.
 *
 * @returns undefined for everything else, whatever the reason
 */
export async function checkCallback(
  context: IWebhookFunctions,
  accept: TriggerParameters['accept'],
): Promise<AcceptedCallback | undefined> {
  const taskId = taskIdOfCallback(context.getBodyData());
  const secrets = secretsSchema.safeParse(await context.getCredentials('apikleyApi')).data;
  if (taskId === undefined || secrets === undefined) return undefined;
  const nowMs = systemClock.now();
  const query = z.record(z.unknown()).catch({}).parse(context.getQueryData());
  const claims = verifyTicket(query[ticketParameter], ticketKey(secrets.apiKey.trim()), nowMs);
  if (accept === 'tickets') return claims && { taskId, claims };
  if (accept === 'signature') {
    const headers = context.getHeaderData();
    const signature = {
      timestamp: headers['x-webhook-timestamp'],
      signature: headers['x-webhook-signature'],
    };
    if (!isSignatureValid(taskId, signature, secrets.webhookHmacSecret, nowMs)) return undefined;
  }
  return { taskId, claims: claims ?? {} };
}
