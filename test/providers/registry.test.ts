import { definitionOf, isProviderId, type ProviderDefinition, providers } from '../../providers/registry';
import { apikleyUrlMegabytes } from '../../providers/apikley/options';
import type { AudioFile } from '../../transcription/audio/audio';
import { FakeClock } from '../support/fakeClock';
import { TestRuntime } from '../support/runtime';
import { UndiciClient } from '../../live/undiciClient';

const entries: Array<[string, ProviderDefinition]> = Object.entries(providers);

test.each(entries)('%s makes a provider that goes by the same id and name', async (id, { create, name }) => {
  const client = new UndiciClient('sk-any');
  const provider = create(new TestRuntime(client, new FakeClock()), {
    apiKey: 'sk-any',
    baseUrl: 'https://api.example.com',
  });
  expect(provider.id).toBe(id);
  expect(provider.name).toBe(name);
  expect(name).not.toBe('');
  await client.close();
});

test('what is too large for ElkAPI leads to Apikley, with the limit that Apikley itself names', () => {
  const elkapi = definitionOf('elkapi').create(new TestRuntime(new UndiciClient('sk-any'), new FakeClock()), {
    apiKey: 'sk-any',
    baseUrl: 'https://api.example.com',
  });
  const audio: AudioFile = {
    kind: 'file',
    fileName: 'a.mp3',
    mediaType: 'audio/mpeg',
    sizeBytes: 2 ** 25,
    open: () => [],
  };
  expect(() => elkapi.check({ audio, wantWords: false, providerOptions: {} })).toThrow(
    `Use Apikley (up to ${apikleyUrlMegabytes} MB)`,
  );
});

test('the task of a callback is read by the provider that makes it', () => {
  expect(definitionOf('apikley').taskIdOfCallback?.({ data: { task_id: 'task_1' } })).toBe('task_1');
  expect(definitionOf('elkapi').taskIdOfCallback).toBeUndefined();
});

test('only what is registered is an id of a provider', () => {
  expect(entries.map(([id]) => id).filter(isProviderId)).toEqual(['apikley', 'elkapi']);
  for (const id of ['', 'Apikley', 'toString', '__proto__']) expect(isProviderId(id)).toBe(false);
});
