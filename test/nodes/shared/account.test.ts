import { accountOf } from '../../../nodes/shared/account';

const settings = { apiKey: 'key-of-one', baseUrl: 'https://api.example' };

test('all executions with one account share its pace', () => {
  expect(accountOf('apikley', settings)).toBe(accountOf('apikley', { ...settings }));
});

test.each([
  ['another key', 'apikley', { apiKey: 'key-of-two' }],
  ['another address', 'apikley', { baseUrl: 'https://other.example' }],
  ['another provider', 'elkapi', {}],
] as const)('%s is another account', (_name, provider, other) => {
  expect(accountOf(provider, { ...settings, ...other })).not.toBe(accountOf('apikley', settings));
});

test('executions with the same pace setting share it, those with another do not', () => {
  const account = accountOf('apikley', settings);
  const pacer = account.submits({ starts: 20, perMs: 10_000 });
  expect(account.submits({ starts: 20, perMs: 10_000 })).toBe(pacer);
  expect(account.submits({ starts: 5, perMs: 10_000 })).not.toBe(pacer);
  expect(account.submits({ starts: 20, perMs: 1_000 })).not.toBe(pacer);
});

test('at most ten free requests start at once', async () => {
  const { reads } = accountOf('apikley', { ...settings, apiKey: 'of its own' });
  let started = 0;
  const over = new AbortController();
  const taking = Array.from({ length: 12 }, () =>
    reads.run(async () => void (started += 1), over.signal).catch(() => undefined),
  );
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  expect(started).toBe(10);
  over.abort();
  await Promise.all(taking);
});

test('the account that was inactive longest is forgotten after a thousand others', () => {
  const first = accountOf('apikley', settings);
  for (let other = 0; other < 1_000; other++) accountOf('apikley', { ...settings, apiKey: `key ${other}` });
  expect(accountOf('apikley', settings)).not.toBe(first);
});
