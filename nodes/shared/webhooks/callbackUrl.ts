import { makeTicket, type TicketClaims } from '../../../transcription/callbacks/ticket';

/** The query parameter of a callback URL that carries the ticket. */
export const ticketParameter = 'ticket';

/** Apikley keeps files for three days, so a task that hasn't ended after a week never will. */
export const ticketLifetimeMs = 7 * 24 * 3_600_000;

/**
 * Adds a ticket to a callback URL. The Apikley Trigger recognises our own tasks by it.
 *
 * @param atLeastMs how long the callback will be waited for
 *
 * @throws TranscriptionError (`invalidInput`) if the metadata is too large
 */
export function withTicket(
  callbackUrl: string,
  claims: TicketClaims,
  key: string,
  nowMs: number,
  atLeastMs = 0,
): string {
  const url = new URL(callbackUrl);
  url.searchParams.set(
    ticketParameter,
    makeTicket(claims, key, nowMs, Math.max(ticketLifetimeMs, atLeastMs)),
  );
  return url.href;
}
