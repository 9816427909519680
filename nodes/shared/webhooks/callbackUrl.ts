import { makeTicket, type TicketClaims } from '../../../transcription/callbacks/ticket';

/** The query parameter of a callback URL that carries the ticket. */
export const ticketParameter = 'ticket';

/** Apikley keeps files for three days; a task that is not over after a week never will be. */
export const ticketLifetimeMs = 7 * 24 * 3_600_000;

/**
 * A callback URL with a ticket in it, by which the Apikley Trigger knows the task for one of ours.
 *
 * @param atLeastMs how long somebody will wait for the callback
 *
 * @throws TranscriptionError (`invalidInput`) when the metadata is too large
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
