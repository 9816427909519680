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
  const ticket = queryOf(context).get(ticketParameter);
  const claims = verifyTicket(ticket, ticketKey(secrets.apiKey.trim()), nowMs);
  if (accept === 'tickets') return claims && { taskId, claims };
  if (accept === 'signature') {
    const headers = signatureHeaders(context);
    const signature = { timestamp: headers[timestampHeader], signature: headers[signatureHeader] };
    if (!isSignatureValid(taskId, signature, secrets.webhookHmacSecret, nowMs)) return undefined;
  }
  return { taskId, claims: claims ?? {} };
}

const timestampHeader = 'x-webhook-timestamp';
const signatureHeader = 'x-webhook-signature';

/** What Apikley has signed a callback with, as far as it is there. */
export function signatureHeaders(context: IWebhookFunctions): Record<string, string> {
  const headers = context.getHeaderData();
  return Object.fromEntries(
    [timestampHeader, signatureHeader].flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

/** The query of a request. Of a parameter that comes twice, which is not ours, nothing is left. */
export function queryOf(context: IWebhookFunctions): URLSearchParams {
  const query = z.record(z.unknown()).catch({}).parse(context.getQueryData());
  return new URLSearchParams(
    Object.entries(query).flatMap(([name, value]): Array<[string, string]> =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}
