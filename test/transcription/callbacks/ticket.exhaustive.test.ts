import { makeTicket, ticketKey, verifyTicket } from '../../../transcription/callbacks/ticket';

/** Verifies 12,000 signatures, which takes seconds. */
test('a ticket with any one character changed is refused', () => {
  const key = ticketKey('sk-0123456789abcdef');
  const nowMs = Date.UTC(2030, 0, 1);
  const verify = (altered: string) => verifyTicket(altered, key, nowMs);
  const ticket = makeTicket({ metadata: { id: 7 } }, key, nowMs, 3_600_000);
  const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. \0é';
  const accepted: string[] = [];
  for (let at = 0; at < ticket.length; at += 1) {
    for (const character of characters) {
      const altered = ticket.slice(0, at) + character + ticket.slice(at + 1);
      if (altered !== ticket && verify(altered) !== undefined) accepted.push(altered);
    }
  }
  expect(accepted).toEqual([]);
  expect(verify(ticket)).toBeDefined();
});
