import { ticketLifetimeMs, ticketParameter, withTicket } from '../../../../nodes/shared/webhooks/callbackUrl';
import { ticketKey, verifyTicket } from '../../../../transcription/callbacks/ticket';
import { refusalOf } from '../../../support/failure';

const key = ticketKey('sk-0123456789abcdef');
const nowMs = Date.UTC(2030, 0, 1);
const callbackUrl = 'https://n8n.example.com/webhook/7/apikley';
const claims = {
  metadata: { customer: 'Ольга & Söhne' },
  resumeUrl: 'https://n8n.example.com/w/7?a=b&c=d',
  fileName: 'Ольга & Söhne',
};

const make = (url = callbackUrl) => withTicket(url, claims, key, nowMs);
const ticketIn = (url: string) => new URL(url).searchParams.get(ticketParameter);

test('the URL carries a ticket with its contents', () => {
  expect(verifyTicket(ticketIn(make()), key, nowMs)).toEqual(claims);
});

test('the ticket is valid for a week', () => {
  const weekMs = 604_800_000;
  expect(ticketLifetimeMs).toBe(weekMs);
  expect(verifyTicket(ticketIn(make()), key, nowMs + weekMs)).toEqual(claims);
  expect(verifyTicket(ticketIn(make()), key, nowMs + weekMs + 1)).toBeUndefined();
});

test('nothing but the ticket is added to the URL', () => {
  const url = make();
  expect(url).toBe(`${callbackUrl}?ticket=${ticketIn(url)}`);
});

test('an existing query is kept', () => {
  const { searchParams } = new URL(make(`${callbackUrl}?workflow=a%26b&x=`));
  expect(searchParams.get('workflow')).toBe('a&b');
  expect(searchParams.get('x')).toBe('');
  expect(verifyTicket(searchParams.get(ticketParameter), key, nowMs)).toEqual(claims);
});

test('an existing ticket, as in a URL that was used before, is replaced', () => {
  const { searchParams } = new URL(make(`${callbackUrl}?ticket=old&ticket=older`));
  expect(searchParams.getAll(ticketParameter)).toHaveLength(1);
  expect(verifyTicket(searchParams.get(ticketParameter), key, nowMs)).toEqual(claims);
});

test('the key is not in the URL', () => {
  expect(decodeURIComponent(make())).not.toContain(key);
});

test('metadata that is too large is refused', async () => {
  const metadata = { note: 'x'.repeat(2_000) };
  const error = await refusalOf(() => withTicket(callbackUrl, { metadata }, key, nowMs));
  expect(error.code).toBe('invalidInput');
  expect(error.message).toMatch(/^The Metadata is 2,011 bytes long/);
});
