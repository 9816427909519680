import { Readable } from 'node:stream';
import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { createHttpClient } from '../../../../nodes/shared/http/httpClient';
import type { HttpClient, HttpRequest } from '../../../../transcription/calls/http';
import { audioFile } from '../../../support/audio';

const executeFunctions = z.custom<IExecuteFunctions>();

const mebibyte = 2 ** 20;

/** The client on an n8n helper that returns this. */
function clientOn(response: unknown, secret = 'sk-0123456789'): HttpClient {
  const execution = executeFunctions.parse({
    helpers: { httpRequest: async () => response },
    getExecutionCancelSignal: () => undefined,
  });
  return createHttpClient(execution, 'anyApi', secret);
}

const request: HttpRequest = {
  method: 'GET',
  url: 'https://api.example.com',
  authenticated: false,
  timeoutMs: 1_000,
  maxAnswerBytes: mebibyte,
};

test('an answer that echoes the key is read without it', async () => {
  const body = Readable.from(['{"msg":"Bad key sk-0123456789."}']);
  const answer = await clientOn({ statusCode: 401, headers: {}, body }).send(request);
  expect(answer).toEqual({ status: 401, headers: {}, body: '{"msg":"Bad key ***."}' });
});

describe('a paid answer', () => {
  test.each<[string, object]>([
    ['has odd headers', { headers: { a: null, b: [1, {}], c: Symbol('c'), '': 7 } }],
    ['has no headers', { headers: undefined }],
    ['comes as a text', { body: 'Hello' }],
    ['comes as bytes', { body: Buffer.from('Hello') }],
  ])('is not lost when it %s', async (_how, odd) => {
    const usual = { statusCode: 200, headers: {}, body: Readable.from(['Hello']) };
    const { status, body } = await clientOn({ ...usual, ...odd }).send(request);
    expect({ status, body }).toEqual({ status: 200, body: 'Hello' });
  });

  test.each([64_100.000_000_000_01, Number.NaN, 1e300, -1])(
    'is not lost because of a timeout of %d ms',
    async (timeoutMs) => {
      const response = { statusCode: 200, headers: {}, body: Readable.from(['Hello']) };
      expect((await clientOn(response).send({ ...request, timeoutMs })).body).toBe('Hello');
    },
  );
});

test('an answer is no larger than its request allows', async () => {
  const answerOf = (size: number) => ({
    statusCode: 200,
    headers: {},
    body: Readable.from(['x'.repeat(size)]),
  });
  const maxAnswerBytes = 1_000;
  const { body } = await clientOn(answerOf(1_000)).send({ ...request, maxAnswerBytes });
  expect(body).toHaveLength(1_000);
  await expect(clientOn(answerOf(1_001)).send({ ...request, maxAnswerBytes })).rejects.toMatchObject({
    name: 'TransportError',
    requestSent: true,
    transient: false,
  });
});

test('a request without a real answer may have been charged', async () => {
  await expect(clientOn(undefined).send(request)).rejects.toMatchObject({
    name: 'TransportError',
    requestSent: true,
  });
});

test('a file is closed when its request fails, however little of it was read', async () => {
  let isOpen = false;
  const file = audioFile('a.mp3', 'audio/mpeg', Buffer.alloc(30));
  async function* chunks() {
    isOpen = true;
    try {
      for (let chunk = 0; chunk < 3; chunk++) yield Buffer.alloc(10);
    } finally {
      isOpen = false;
    }
  }
  const body = z.instanceof(FormData);
  const execution = executeFunctions.parse({
    helpers: {
      httpRequest: async (options: { body: unknown }) => {
        const sent = body.parse(options.body).get('file');
        if (sent instanceof File) await sent.stream().getReader().read();
        expect(isOpen).toBe(true);
        throw new Error('ECONNRESET');
      },
    },
    getExecutionCancelSignal: () => undefined,
  });
  const client = createHttpClient(execution, 'anyApi', 'sk-0123456789');
  const sending = client.send({
    ...request,
    method: 'POST',
    body: { kind: 'multipart', parts: [], file: { ...file, open: chunks } },
  });
  await expect(sending).rejects.toMatchObject({ name: 'TransportError' });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isOpen).toBe(false);
});
