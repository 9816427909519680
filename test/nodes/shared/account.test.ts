import { accountOf } from '../../../nodes/shared/account';

const apikley = { id: 'apikley', readPace: { starts: 10, perMs: 1_000 } };
const elkapi = { id: 'elkapi', readPace: { starts: 10, perMs: 1_000 } };
const settings = { apiKey: 'key-of-one', baseUrl: 'https://api.example' };

test('all executions with one account share its pace', () => {
  expect(accountOf(apikley, settings)).toBe(accountOf(apikley, { ...settings }));
});

test.each([
  ['another key', apikley, { apiKey: 'key-of-two' }],
  ['another address', apikley, { baseUrl: 'https://other.example' }],
  ['another provider', elkapi, {}],
] as const)('%s is another account', (_name, provider, other) => {
  expect(accountOf(provider, { ...settings, ...other })).not.toBe(accountOf(apikley, settings));
});

test('those who chose the same pace share it, those who chose another do not', () => {
  const account = accountOf(apikley, settings);
  const pacer = account.submits({ starts: 20, perMs: 10_000 });
  expect(account.submits({ starts: 20, perMs: 10_000 })).toBe(pacer);
  expect(account.submits({ starts: 5, perMs: 10_000 })).not.toBe(pacer);
  expect(account.submits({ starts: 20, perMs: 1_000 })).not.toBe(pacer);
});

test('requests that only ask start at the pace that the provider names', async () => {
  const { reads } = accountOf(
    { ...apikley, readPace: { starts: 7, perMs: 1_000 } },
    { ...settings, apiKey: 'of its own' },
  );
  let started = 0;
  const over = new AbortController();
  const taking = Array.from({ length: 12 }, () =>
    reads.run(async () => void (started += 1), over.signal).catch(() => undefined),
  );
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  expect(started).toBe(7);
  over.abort();
  await Promise.all(taking);
});

test('the account that was quiet longest is forgotten when a thousand others came after it', () => {
  const first = accountOf(apikley, settings);
  for (let other = 0; other < 1_000; other++) accountOf(apikley, { ...settings, apiKey: `key ${other}` });
  expect(accountOf(apikley, settings)).not.toBe(first);
});
