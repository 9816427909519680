import { Readable } from 'node:stream';
import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { createHttpClient } from '../../../nodes/shared/httpClient';

const executeFunctions = z.custom<IExecuteFunctions>();

/** What the node gets to see of an answer. */
async function seen(secret: string, body: string): Promise<string> {
  const httpRequest = async () => ({ statusCode: 200, headers: {}, body: Readable.from([body]) });
  const execution = executeFunctions.parse({
    helpers: { httpRequest },
    getExecutionCancelSignal: () => undefined,
  });
  const client = createHttpClient(execution, 'anyApi', secret);
  const url = 'https://api.example.com';
  return (await client.send({ method: 'GET', url, authenticated: false, timeoutMs: 1_000 })).body;
}

describe('an answer that repeats the key', () => {
  const secret = 'sk-a+b/c==';

  test.each([
    ['as it is', secret],
    ['as it stands in a URL', 'sk-a%2Bb%2Fc%3D%3D'],
    ['as it stands in a URL, in small letters', 'sk-a%2bb%2fc%3d%3d'],
    ['in JSON that escapes slashes', 'sk-a+b\\/c=='],
    ['in such JSON within a text of JSON', 'sk-a+b\\\\\\/c=='],
  ])('%s is read without it', async (_how, repeated) => {
    expect(await seen(secret, `{"msg":"Bad key ${repeated}."}`)).toBe('{"msg":"Bad key ***."}');
  });

  test('is otherwise read as it is', async () => {
    expect(await seen(secret, 'sk-a b/c')).toBe('sk-a b/c');
    expect(await seen('', 'Hello.')).toBe('Hello.');
  });
});
