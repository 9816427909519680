import { Readable } from 'node:stream';
import { inspect } from 'node:util';
import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { withTicket } from '../../../nodes/shared/webhooks/callbackUrl';
import { createHttpClient } from '../../../nodes/shared/http/httpClient';
import { failureOutput } from '../../../nodes/shared/items';
import { toNodeError } from '../../../nodes/shared/nodeErrors';
import { ApikleyProvider } from '../../../providers/apikley/provider';
import { ElkapiProvider } from '../../../providers/elkapi/provider';
import { TranscriptionError } from '../../../transcription/errors';
import { ticketKey } from '../../../transcription/callbacks/ticket';
import { audioFile } from '../../support/audio';
import { runtimeWith } from './answeringClient';
import { hostileText, keyText, spokenText } from './arbitraries/text';
import { holds } from './holds';

const executeFunctions = z.custom<IExecuteFunctions>();
const nowMs = Date.UTC(2030, 0, 1);

/** A run of the node whose provider answers every request with this. */
function answeredWith(status: number, body: string): IExecuteFunctions {
  const answer = async () => ({ statusCode: status, headers: {}, body: Readable.from([body]) });
  return executeFunctions.parse({
    helpers: { httpRequest: answer, httpRequestWithAuthentication: answer },
    getExecutionCancelSignal: () => undefined,
    getNode: () => ({ name: 'Transcribe', type: 'transcribe', parameters: {} }),
    logger: { warn: () => undefined },
  });
}

interface Echo {
  apiKey: string;
  /** The callback URL given to the provider, with its ticket. */
  callbackUrl: string;
  /** The provider's text about both. */
  said: string;
}

/** How a server may quote a request in its error. */
const saying = fc.constantFrom<(apiKey: string, callbackUrl: string) => string>(
  (apiKey) => `Incorrect API key provided: ${apiKey}.`,
  (apiKey) => `Authorization: Bearer ${apiKey}`,
  (apiKey) => `GET /user/quota?${new URLSearchParams({ key: apiKey }).toString()} HTTP/1.1`,
  (apiKey) => JSON.stringify({ authorization: `Bearer ${apiKey}` }),
  (apiKey) => `Authorization: Basic ${Buffer.from(apiKey).toString('base64')}`,
  (apiKey) => `key in hex: ${Buffer.from(apiKey).toString('hex')}`,
  (_, callbackUrl) => `callBackUrl: ${callbackUrl} is not reachable`,
  (_, callbackUrl) => `"${callbackUrl}"`,
  (_, callbackUrl) => callbackUrl.replace('https', 'HTTPS'),
  (apiKey, callbackUrl) => JSON.stringify({ callBackUrl: callbackUrl, key: apiKey }),
  (apiKey, callbackUrl) => JSON.stringify({ callBackUrl: callbackUrl, key: apiKey }).replace(/\//g, '\\/'),
);

const echo: fc.Arbitrary<Echo> = fc
  .record({ apiKey: keyText, before: hostileText, saying, after: hostileText })
  .map(({ apiKey, before, saying: say, after }) => {
    const claims = {
      metadata: { id: 7 },
      resumeUrl: 'https://n8n.example.com/webhook-waiting/7?transcribe=secret',
    };
    const key = ticketKey(apiKey);
    const callbackUrl = withTicket('https://n8n.example.com/webhook/7?a=b', claims, key, nowMs);
    return { apiKey, callbackUrl, said: `${before} ${say(apiKey, callbackUrl)} ${after}` };
  });

const ticketIn = (callbackUrl: string): string => new URL(callbackUrl).searchParams.get('ticket') ?? 'none';

/** Everything that a user, a log or the database gets to see. */
async function shown(execution: IExecuteFunctions, attempt: Promise<unknown>): Promise<string> {
  return await attempt.then(
    (value) => JSON.stringify(value),
    (error: unknown) => {
      expect(error).toBeInstanceOf(TranscriptionError);
      const nodeError = toNodeError(execution, error, 0);
      const item = error instanceof TranscriptionError ? failureOutput(error) : {};
      return [inspect(nodeError, { depth: 10 }), JSON.stringify(nodeError), JSON.stringify(item)].join('\n');
    },
  );
}

/** Unchanged, URL-encoded, as written in PHP's JSON, in Base64 and in hexadecimal. */
function expectHidden(text: string, { apiKey, callbackUrl }: Echo): void {
  const inUrl = new URLSearchParams({ key: apiKey }).toString().slice('key='.length);
  const encoded = (['base64', 'hex'] as const).map((encoding) => Buffer.from(apiKey).toString(encoding));
  const forms = [apiKey, apiKey.replace(/\//g, '\\/'), inUrl, ...encoded, ticketIn(callbackUrl)];
  const found = forms.filter((secret) => text.includes(secret));
  expect({ found, text: found.length === 0 ? '' : text }).toEqual({ found: [], text: '' });
}

const audio = audioFile('call.mp3', 'audio/mpeg', new Uint8Array(16));

holds(
  'what Apikley repeats of a request shows neither the key nor the ticket',
  fc.record({ echo, code: fc.constantFrom(400, 402, 422, 501, 505, 500), asHttp: fc.boolean() }),
  3_000,
  async ({ echo: given, code, asHttp }) => {
    const failed = { state: 'fail', failCode: given.said, failMsg: given.said };
    const body = asHttp
      ? { code, msg: given.said, data: failed }
      : { code: 200, msg: given.said, data: failed };
    const execution = answeredWith(asHttp ? code : 200, JSON.stringify(body));
    const http = createHttpClient(execution, 'apikleyApi', given.apiKey);
    const provider = new ApikleyProvider(runtimeWith(http), { baseUrl: 'https://api.example.com' });
    const status = await provider
      .read('task_1')
      .catch((error: unknown) => ({ state: 'failed' as const, error }));
    if (status.state === 'failed') {
      expectHidden(await shown(execution, Promise.reject<unknown>(asError(status.error))), given);
    }
    const request = {
      audio: { kind: 'url' as const, url: 'https://example.com/call.mp3' },
      wantWords: false,
    };
    const submitting = provider.submit({ ...request, callbackUrl: given.callbackUrl, providerOptions: {} });
    expectHidden(await shown(execution, submitting), given);
  },
);

/** Keys of a self-hosted gateway: words, numbers, a few letters. */
const shortKey = fc.oneof(
  fc.constantFrom('key', '1234', 'test', 'Hello', 'world', 'the', 'Звонок', 'my-gateway-key', '79991234567'),
  keyText.map((key) => key.slice(0, 11)),
);

/** How a server quotes the credential it was sent. */
const credentialForm = fc.constantFrom<(apiKey: string) => string>(
  (apiKey) => `Authorization: Bearer ${apiKey}`,
  (apiKey) => `GET /user/quota?key=${apiKey} HTTP/1.1`,
  (apiKey) => JSON.stringify({ authorization: `Bearer ${apiKey}` }),
  (apiKey) => JSON.stringify({ body: JSON.stringify({ apiKey }) }),
);

holds(
  'a short key is hidden where it stands as a credential, and leaves what was said as it is',
  fc.record({ apiKey: shortKey, form: credentialForm, said: spokenText }),
  2_000,
  async ({ apiKey, form, said }) => {
    const bodyOf = async (body: string) => {
      const http = createHttpClient(answeredWith(200, body), 'elkApi', apiKey);
      const request = { method: 'GET' as const, url: 'https://api.example.com', authenticated: true };
      return (await http.send({ ...request, timeoutMs: 1_000, maxAnswerBytes: 1_000_000 })).body;
    };
    const spoken = JSON.stringify({ text: `${said} ${apiKey} ${said}`, words: [{ word: apiKey, start: 0 }] });
    expect(await bodyOf(spoken)).toBe(spoken);
    expect(await bodyOf(form(apiKey))).toBe(form('***'));
  },
);

const asError = (error: unknown): Error => (error instanceof Error ? error : new TypeError('no error'));

holds(
  'what ElkAPI repeats of a request does not show the key',
  fc.record({ echo, status: fc.constantFrom(200, 400, 404, 500), asText: fc.boolean() }),
  3_000,
  async ({ echo: given, status, asText }) => {
    const body = asText ? given.said : JSON.stringify({ error: { message: given.said, code: given.said } });
    const execution = answeredWith(status, body);
    const http = createHttpClient(execution, 'elkApi', given.apiKey);
    const settings = { baseUrl: 'https://api.example.com/v1', balanceUrl: 'https://query.example.com' };
    const provider = new ElkapiProvider(runtimeWith(http), { ...settings, apiKey: given.apiKey });
    const request = { audio, wantWords: false, providerOptions: { responseFormat: 'json' } };
    const { apiKey } = given;
    // It never receives a callback URL, so any URL in its answer is not ours.
    const noUrl = { ...given, apiKey, callbackUrl: 'https://n8n.example.com/?ticket=unknown-to-it' };
    expectHidden(await shown(execution, provider.transcribe(request)), noUrl);
    expectHidden(await shown(execution, provider.balance()), noUrl);
  },
);
