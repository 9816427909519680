import fc from 'fast-check';
import { ApikleyProvider } from '../../../providers/apikley/provider';
import { TranscriptionError } from '../../../transcription/errors';
import type { HttpResponse } from '../../../transcription/calls/http';
import type { TranscriptionRequest } from '../../../transcription/provider';
import { audioFile } from '../../support/audio';
import { AnsweringClient, runtimeWith } from './answeringClient';
import { answer } from './arbitraries/answers';
import { hostileJson, jsonText, orHostile } from './arbitraries/json';
import { envelopeOf, taskDetails, taskIds, taskIdValue } from './arbitraries/scribe';
import { hostileText, keyText } from './arbitraries/text';
import { errorProblems } from './errorProblems';
import { holds } from './holds';
import { balanceProblems, statusProblems } from './wellFormed';

const baseUrl = 'https://api.example.com';

function asking(answers: (path: string) => HttpResponse) {
  const client = new AnsweringClient(({ url }) => answers(new URL(url).pathname));
  const runtime = runtimeWith(client);
  return { client, runtime, provider: new ApikleyProvider(runtime, { baseUrl }) };
}

/** @returns the problems of an outcome; any error except a TranscriptionError is a bug */
async function outcome<T>(attempt: Promise<T>, problems: (value: T) => string[]): Promise<string[]> {
  return await attempt.then(problems, (error: unknown) => errorProblems(error));
}

const recordInfo = answer(envelopeOf(taskDetails));

holds(
  'a task that is read is a status as it should be, or a failure in words',
  fc.tuple(recordInfo, recordInfo, keyText),
  10_000,
  async ([first, file, taskId]) => {
    const { client, provider } = asking((path) => (path === '/api/v1/jobs/recordInfo' ? first : file));
    expect(await outcome(provider.read(taskId), statusProblems)).toEqual([]);
    for (const { url, authenticated } of client.requests) {
      // Whatever an answer contains, only web addresses are requested, and only Apikley itself gets the key.
      expect(url).toMatch(/^https?:\/\//i);
      expect(authenticated).toBe(url.startsWith(`${baseUrl}/`));
    }
    expect(client.requests.length).toBeLessThanOrEqual(2);
  },
);

const created = answer(envelopeOf(fc.oneof(taskIds, taskIdValue), taskIds));
const uploaded = answer(
  envelopeOf(
    fc.record({ downloadUrl: orHostile(fc.oneof(fc.webUrl(), hostileText)), filePath: hostileText }),
  ),
);

const byFile: TranscriptionRequest = {
  audio: audioFile('call.mp3', 'audio/mpeg', new Uint8Array(16)),
  wantWords: false,
  providerOptions: {},
};

holds(
  'a task that is submitted has an ID, or fails in words, and is never sent again when it may exist',
  fc.tuple(created, uploaded, fc.boolean()),
  8_000,
  async ([task, upload, isFile]) => {
    const { client, runtime, provider } = asking((path) => (path.endsWith('/createTask') ? task : upload));
    const request: TranscriptionRequest = isFile
      ? byFile
      : { ...byFile, audio: { kind: 'url', url: 'https://example.com/call.mp3' } };
    const submitting = provider.submit(request);
    expect(
      await outcome(submitting, ({ taskId }) => (/^[\x21-\x7e]{1,200}$/.test(taskId) ? [] : ['no task ID'])),
    ).toEqual([]);
    const error: unknown = await submitting.catch((thrown: unknown) => thrown);
    const sent = client.count('/createTask');
    expect(runtime.charges).toBe(sent);
    const certain = error instanceof TranscriptionError && !error.mayHaveCharged;
    if (!certain) expect(sent).toBe(1);
    if (sent > 1) expect(error).toMatchObject({ code: 'rateLimited' });
  },
);

/** Answers of servers between n8n and Apikley. */
const proxyPage = fc.record({
  status: fc.constantFrom(
    200,
    302,
    400,
    401,
    402,
    403,
    404,
    408,
    422,
    429,
    500,
    501,
    502,
    503,
    505,
    520,
    524,
  ),
  headers: fc.constant({}),
  body: fc.oneof(
    hostileText.map((text) => `<html><body>${text}</body></html>`),
    fc.constantFrom('', 'upstream connect error', '{"message":"Unauthorized"}', '{"error":{"code":404}}'),
    fc.constantFrom(401, 404, 408, 501).map((code) => `{"code":${code},"message":"recordInfo is null"`),
  ),
});

holds(
  'a page of a proxy says nothing of a task, and never lets one be made twice',
  fc.tuple(proxyPage, keyText),
  3_000,
  async ([page, taskId]) => {
    const { client, provider } = asking(() => page);
    const error: unknown = await provider.read(taskId).catch((thrown: unknown) => thrown);
    expect(errorProblems(error)).toEqual([]);
    expect(error).toMatchObject({ retryable: true, mayHaveCharged: false });
    const request = { ...byFile, audio: { kind: 'url' as const, url: 'https://example.com/call.mp3' } };
    const refused: unknown = await provider.submit(request).catch((thrown: unknown) => thrown);
    expect(errorProblems(refused)).toEqual([]);
    // Rate-limit refusals are waited out at a bounded pace.
    const tries = client.count('/createTask');
    if (page.status === 429) expect(tries).toBeLessThan(70);
    else expect(tries).toBe(1);
    expect(String(refused)).not.toContain('Audio URL');
  },
);

holds(
  'a task whose ID is anywhere in the answer is returned, whatever else the answer says',
  fc.tuple(
    keyText,
    hostileJson,
    fc.constantFrom(200, 201, 400, 402, 500, 502, 524),
    fc.constantFrom<(task: string) => object>(
      ...['taskId', 'task_id', 'recordId', 'record_id'].flatMap((name): Array<(task: string) => object> => [
        (task) => ({ data: { [name]: task } }),
        (task) => ({ [name]: task }),
        (task) => ({ data: JSON.stringify({ [name]: task }) }),
      ]),
    ),
  ),
  3_000,
  async ([task, said, status, spelt]) => {
    const body = jsonText({ code: said, msg: said, ...spelt(task) });
    const { client, provider } = asking(() => ({ status, headers: {}, body }));
    const request = { ...byFile, audio: { kind: 'url' as const, url: 'https://example.com/call.mp3' } };
    await expect(provider.submit(request)).resolves.toMatchObject({ taskId: task });
    expect(client.count('/createTask')).toBe(1);
  },
);

holds(
  'a balance is a number, or a failure in words',
  answer(envelopeOf(orHostile(fc.double()))),
  3_000,
  async (response) => {
    const { provider } = asking(() => response);
    expect(await outcome(provider.balance(), balanceProblems)).toEqual([]);
  },
);
