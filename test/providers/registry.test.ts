import { isProviderId, type ProviderFactory, providers } from '../../providers/registry';
import { FakeClock } from '../support/fakeClock';
import { TestRuntime } from '../support/runtime';
import { UndiciClient } from '../../live/undiciClient';

const entries: Array<[string, ProviderFactory]> = Object.entries(providers);

test.each(entries)('%s makes a provider that goes by the same id', async (id, factory) => {
  const client = new UndiciClient('sk-any');
  const provider = factory(new TestRuntime(client, new FakeClock()), {
    apiKey: 'sk-any',
    baseUrl: 'https://api.example.com',
  });
  expect(provider.id).toBe(id);
  expect(provider.name).not.toBe('');
  await client.close();
});

test('only registered names are provider IDs', () => {
  expect(entries.map(([id]) => id).filter(isProviderId)).toEqual(['apikley', 'elkapi']);
  for (const id of ['', 'Apikley', 'toString', '__proto__']) expect(isProviderId(id)).toBe(false);
});
