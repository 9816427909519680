import type { IWebhookFunctions } from 'n8n-workflow';
import { isSignatureValid, signCallback, taskIdOfCallback } from '../../providers/apikley/callback';
import {
  readTicket,
  type TicketClaims,
  ticketKey,
  ticketPublicKey,
  type TicketVerdict,
} from '../../transcription/callbacks/ticket';
import { ticketParameter } from '../shared/webhooks/callbackUrl';
import { queryOf } from '../shared/webhooks/query';
import { systemClock } from '../shared/clock';
import { earlierKeys, rememberKey } from './earlierKeys';
import type { TriggerParameters } from './parameters';
import type { Refusal } from './refusals';
import { readSecrets, type Secrets } from './secrets';

/** A callback that may be acted upon. */
export interface AcceptedCallback {
  taskId: string;
  claims: TicketClaims;
  /** Signed with an earlier API key: the claims count only once the current account is known to have the task. */
  ofEarlierKey: boolean;
  /** Whether the sender has proven to hold a ticket or the HMAC key. */
  isProven: boolean;
  /** The headers with which this n8n repeats the callback to itself. */
  headers: () => Record<string, string>;
}

export type CheckedCallback =
  { accepted: AcceptedCallback } | { refused: Refusal; taskId?: string | undefined };

/**
 * Decides whether a request is a callback that the user has chosen to accept. Nothing in a body is believed except the
 * task ID.
 *
 * @throws n8n's own error if the credential can't be read
 */
export async function checkCallback(
  context: IWebhookFunctions,
  accept: TriggerParameters['accept'],
): Promise<CheckedCallback> {
  const body: unknown = context.getBodyData();
  const taskId = taskIdOfCallback(body);
  if (taskId === undefined) return { refused: hasContent(body) ? 'noTaskId' : 'unreadableBody' };
  const secrets = await readSecrets(context);
  if (secrets === undefined) return { refused: 'noApiKey', taskId };
  const nowMs = systemClock.now();
  const key = ticketKey(secrets.apiKey);
  const publicKey = ticketPublicKey(key);
  const stored = context.getWorkflowStaticData('node');
  const given = queryOf(context).get(ticketParameter);
  const ticket = readTicket(given, { key, earlier: earlierKeys(stored, publicKey, nowMs) }, nowMs);
  const refused = refusalOf[accept](context, { taskId, given, ticket, secrets, nowMs });
  if (refused !== undefined) return { refused, taskId };
  rememberKey(stored, publicKey, nowMs);
  const isGood = ticket.state === 'good';
  const hmacKey = accept === 'signature' ? secrets.webhookHmacSecret : undefined;
  return {
    accepted: {
      taskId,
      claims: isGood ? ticket.claims : {},
      ofEarlierKey: isGood && ticket.ofEarlierKey,
      isProven: isGood || accept === 'signature',
      headers: () => (hmacKey === undefined ? {} : signedHeaders(taskId, hmacKey)),
    },
  };
}

interface Evidence {
  taskId: string;
  given: string | null;
  ticket: TicketVerdict;
  secrets: Secrets;
  nowMs: number;
}

/** Why a callback is refused under each setting of Accept; undefined if it is accepted. */
const refusalOf: Record<
  TriggerParameters['accept'],
  (context: IWebhookFunctions, evidence: Evidence) => Refusal | undefined
> = {
  anyTask: () => undefined,
  signature: signatureRefusal,
  tickets: (_context, { ticket, given }) => (given === null ? 'noTicket' : ticketRefusal[ticket.state]),
};

const ticketRefusal: Record<TicketVerdict['state'], Refusal | undefined> = {
  good: undefined,
  expired: 'expiredTicket',
  forged: 'forgedTicket',
};

const timestampHeader = 'x-webhook-timestamp';
const signatureHeader = 'x-webhook-signature';

function signatureRefusal(
  context: IWebhookFunctions,
  { taskId, secrets: { webhookHmacSecret: key }, nowMs }: Evidence,
): Refusal | undefined {
  if (key === undefined) return 'noHmacKey';
  const headers = context.getHeaderData();
  const given = { timestamp: headers[timestampHeader], signature: headers[signatureHeader] };
  if (given.timestamp === undefined || given.signature === undefined) return 'noSignature';
  if (isSignatureValid(taskId, given, key, nowMs)) return undefined;
  // A signature that was valid at its own timestamp is only too old or too new.
  const signedAtMs = typeof given.timestamp === 'string' ? Number(given.timestamp) * 1000 : Number.NaN;
  const wasValid = isSignatureValid(taskId, given, key, signedAtMs);
  return wasValid ? 'staleSignature' : 'badSignature';
}

function signedHeaders(taskId: string, key: string): Record<string, string> {
  const { timestamp, signature } = signCallback(taskId, key, systemClock.now());
  return { [timestampHeader]: timestamp, [signatureHeader]: signature };
}

function hasContent(body: unknown): boolean {
  return typeof body === 'object' && body !== null && Object.keys(body).length > 0;
}
