import { Readable } from 'node:stream';
import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { searchModels } from '../../../../nodes/Transcribe/lists/searchModels';

interface Form {
  provider?: unknown;
  operation?: string;
  /** The answer of `GET /models`. */
  answer?: { statusCode: number; body: string };
  apiKey?: string;
}

const listing = (...ids: string[]) => JSON.stringify({ data: ids.map((id) => ({ id })) });

/** Searches in a form that is filled in like this. */
function search(
  {
    provider = 'elkapi',
    operation = 'transcribe',
    answer = { statusCode: 200, body: listing('whisper-1', 'gpt-4o-transcribe', 'a-scribe', 'gpt-4o') },
    apiKey = 'sk-0123456789',
  }: Form = {},
  filter?: string,
) {
  const asked: unknown[] = [];
  const values: Record<string, unknown> = { provider, operation };
  const context = z.custom<ILoadOptionsFunctions>().parse({
    getNode: () => ({ name: 'Transcribe', type: 'transcribe' }),
    getCurrentNodeParameter: (name: string) => values[name],
    getCredentials: async () => ({ apiKey, baseUrl: 'https://api.example.com/v1/' }),
    helpers: {
      httpRequestWithAuthentication: async (type: string, { url }: { url: string }) => {
        asked.push([type, url]);
        return { statusCode: answer.statusCode, headers: {}, body: Readable.from([answer.body]) };
      },
    },
  });
  return { asked, found: searchModels.call(context, filter) };
}

test('lists the models that transcribe by their names, with what they can do', async () => {
  const { asked, found } = search();
  expect((await found).results).toEqual([
    { name: 'a-scribe', value: 'a-scribe' },
    { name: 'gpt-4o-transcribe (text only: no subtitles)', value: 'gpt-4o-transcribe' },
    { name: 'whisper-1 (subtitles, words)', value: 'whisper-1' },
  ]);
  expect(asked).toEqual([['elkApi', 'https://api.example.com/v1/models']]);
});

test('leaves out what can not translate if the form is about translations', async () => {
  const { results } = await search({ operation: 'translate' }).found;
  expect(results.map(({ value }) => value)).toEqual(['a-scribe', 'whisper-1']);
});

test.each([
  [' WHISPER', ['whisper-1']],
  ['scri', ['a-scribe', 'gpt-4o-transcribe']],
  ['subtitles', []],
])('searches the IDs for %j', async (filter, expected) => {
  const { results } = await search({}, filter).found;
  expect(results.map(({ value }) => value)).toEqual(expected);
});

test.each(['apikley', 'nobody', undefined])(
  'lists nothing for the provider %j, and asks nobody',
  async (provider) => {
    const { asked, found } = search({ provider: provider ?? null });
    expect(await found).toEqual({ results: [] });
    expect(asked).toEqual([]);
  },
);

test.each<[string, Form, string, string]>([
  [
    'ElkAPI refuses the key',
    { answer: { statusCode: 401, body: '{"error":{"message":"Invalid token"}}' } },
    'ElkAPI did not accept the API key.',
    'Check the API Key in the Elk API credential.',
  ],
  [
    'another server answers',
    { answer: { statusCode: 200, body: '<html></html>' } },
    "ElkAPI's answer holds no list of models that could be read.",
    'Check the Base URL in the Elk API credential (it ends in /v1).',
  ],
  [
    'the credential is empty',
    { apiKey: '' },
    'The API Key in the credential is empty.',
    'Open the credential that this node uses and fill in the field.',
  ],
])('says why there is no list: %s', async (_why, form, message, description) => {
  await expect(search(form).found).rejects.toMatchObject({ message, description });
});
