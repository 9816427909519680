import { once } from 'node:events';
import { connect } from 'node:net';
import { fixtureBytes, fixtureNamed } from '../../emulator/recordings/fixtures';
import { startEmulator, type Emulator } from '../../emulator/emulator';
import { elkFailure, TestClient } from './testClient';

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator({ taskMs: 60_000 });
  client = new TestClient(emulator);
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.stop());

const file = { name: 'note.mp3', bytes: fixtureBytes('german.mp3') };
const transcribe = () =>
  client.elkapi('transcriptions', [
    ['file', file],
    ['model', 'whisper-1'],
  ]);

test('a fault strikes once, unless more times are asked for', async () => {
  await emulator.control.addFault({
    on: 'credit',
    action: { kind: 'envelope', code: 455, msg: 'Maintenance' },
  });
  const ask = async () => (await client.apikley('/api/v1/chat/credit')).envelope.code;
  expect([await ask(), await ask()]).toEqual([455, 200]);
  await emulator.control.addFault({
    on: 'credit',
    times: Infinity,
    action: { kind: 'envelope', code: 500, msg: 'Broken' },
  });
  expect([await ask(), await ask(), await ask()]).toEqual([500, 500, 500]);
});

describe('a fault that lasts for a time', () => {
  const busy = { kind: 'envelope', code: 455, msg: 'Maintenance' } as const;
  const ask = async () => (await client.apikley('/api/v1/chat/credit')).envelope.code;
  const now = jest.spyOn(Date, 'now');
  afterAll(() => now.mockRestore());

  test('counts it from its first stroke', async () => {
    await emulator.control.addFault({ on: 'credit', times: null, forMs: 60_000, action: busy });
    now.mockReturnValue(1_000_000);
    expect(await ask()).toBe(455);
    now.mockReturnValue(1_059_999);
    expect(await ask()).toBe(455);
    now.mockReturnValue(1_060_000);
    expect(await ask()).toBe(200);
  });

  test('strikes no more often than it may', async () => {
    await emulator.control.addFault({ on: 'credit', times: 1, forMs: 60_000, action: busy });
    expect([await ask(), await ask()]).toEqual([455, 200]);
  });

  test.each([0, -1])('is not scripted for %i ms', async (forMs) => {
    const script = emulator.control.addFault({ on: 'credit', action: busy, forMs });
    await expect(script).rejects.toThrow('forMs');
  });
});

test('a delay for good delays each request once', async () => {
  await emulator.control.addFault({ on: 'credit', times: Infinity, action: { kind: 'delay', ms: 1 } });
  const ask = async () => (await client.apikley('/api/v1/chat/credit')).envelope.code;
  expect([await ask(), await ask()]).toEqual([200, 200]);
});

test('a fault can let requests pass first, and be bound to a subject', async () => {
  await emulator.control.addFault({
    on: 'createTask',
    match: { audioUrl: 'german' },
    skip: 1,
    action: { kind: 'envelope', code: 429, msg: 'Slow down' },
  });
  const codeFor = async (name: string) =>
    (await client.createTask({}, { audio_url: client.audio(name) })).envelope.code;
  expect([await codeFor('german.mp3'), await codeFor('english.mp3'), await codeFor('german.mp3')]).toEqual([
    200, 200, 429,
  ]);
});

test('faults on one operation are served in the order they were added', async () => {
  for (const code of [500, 455]) {
    await emulator.control.addFault({ on: 'credit', action: { kind: 'envelope', code, msg: 'x' } });
  }
  const ask = async () => (await client.apikley('/api/v1/chat/credit')).envelope.code;
  expect([await ask(), await ask(), await ask()]).toEqual([500, 455, 200]);
});

test('an error after processing hides a task that was created', async () => {
  await emulator.control.addFault({
    on: 'createTask',
    action: { kind: 'envelope', code: 500, msg: 'Server exception', when: 'afterProcessing' },
  });
  expect((await client.createTask()).envelope.code).toBe(500);
  expect(await emulator.control.charged()).toHaveLength(1);
});

test.each([
  ['beforeBody', 0],
  ['afterBody', 0],
  ['afterProcessing', 1],
  ['midAnswer', 1],
] as const)('a connection dropped %s leaves %i charge(s)', async (when, charges) => {
  await emulator.control.addFault({ on: 'transcriptions', action: { kind: 'drop', when } });
  await expect(transcribe()).rejects.toThrow();
  expect(await emulator.control.charged()).toHaveLength(charges);
  const [record] = await emulator.control.requests();
  expect(record?.aborted).toBe(false);
  expect(record?.fileBytes).toBe(when === 'beforeBody' ? undefined : file.bytes.length);
});

test("errors in OpenAI's format carry their headers", async () => {
  await emulator.control.addFault({
    on: 'transcriptions',
    action: {
      kind: 'openaiError',
      status: 429,
      message: 'Slow',
      code: 'rate',
      headers: { 'retry-after': '2' },
    },
  });
  const { status, headers, text } = await transcribe();
  expect(elkFailure.parse(JSON.parse(text)).error).toMatchObject({ message: 'Slow', code: 'rate' });
  expect({ status, retryAfter: headers['retry-after'] }).toEqual({ status: 429, retryAfter: '2' });
});

test('an answer may come before the body was sent', async () => {
  await emulator.control.addFault({
    on: 'transcriptions',
    action: { kind: 'http', status: 503, body: 'Busy', when: 'beforeBody' },
  });
  expect(await transcribe()).toMatchObject({ status: 503, text: 'Busy' });
});

test('a raw body is sent as it is, and a false length breaks the answer off', async () => {
  await emulator.control.addFault({
    on: 'models',
    action: { kind: 'body', body: '<html>', contentType: 'text/html' },
  });
  await emulator.control.addFault({ on: 'models', action: { kind: 'body', body: '{', contentLength: 100 } });
  expect((await client.ask(`${emulator.urls.elkapi}/models`)).text).toBe('<html>');
  await expect(client.ask(`${emulator.urls.elkapi}/models`)).rejects.toThrow();
});

test('an answer may spell the task that was made in another way', async () => {
  const body = '{"code":207,"task_id":"{{taskId}}"}';
  await emulator.control.addFault({
    on: 'createTask',
    action: { kind: 'body', body, when: 'afterProcessing' },
  });
  const { text } = await client.createTask();
  const [task] = await emulator.control.tasks();
  expect(JSON.parse(text)).toEqual({ code: 207, task_id: task?.id });
});

test('no answer spells a task before there is one', async () => {
  await emulator.control.addFault({ on: 'createTask', action: { kind: 'body', body: '{{taskId}}' } });
  const { status, text } = await client.ask(`${emulator.urls.apikley}/api/v1/jobs/createTask`, {
    method: 'POST',
  });
  expect(status).toBe(500);
  expect(text).toContain('There is no task');
});

test('a redirect names another place', async () => {
  await emulator.control.addFault({ on: 'audio', action: { kind: 'redirect', to: '/audio/german.mp3' } });
  const { status, headers } = await client.ask(client.audio('english.mp3'));
  expect({ status, to: headers.location }).toEqual({ status: 307, to: '/audio/german.mp3' });
});

test('the service follows a redirect when it reads the audio', async () => {
  await emulator.control.addFault({ on: 'audio', action: { kind: 'redirect', to: '/audio/german.mp3' } });
  expect(await client.result(await client.newTask())).toMatchObject({
    resultObject: { language_code: 'deu' },
  });
});

test('a held request continues once this many of another kind have arrived', async () => {
  await emulator.control.addFault({
    on: 'credit',
    action: { kind: 'hold', until: 'recordInfo', count: 2 },
  });
  const order: string[] = [];
  const held = client.apikley('/api/v1/chat/credit').then(() => order.push('credit'));
  await emulator.control.waitFor('credit', 1);
  for (const round of ['first', 'second']) {
    await client.apikley('/api/v1/jobs/recordInfo?taskId=task_1');
    if (round === 'first') order.push('first');
  }
  await held;
  expect(order).toEqual(['first', 'credit']);
});

test('a delayed request is worked off even when its client has gone', async () => {
  await emulator.control.addFault({ on: 'createTask', action: { kind: 'delay', ms: 50 } });
  const gone = new AbortController();
  const asked = client.ask(`${emulator.urls.apikley}/api/v1/jobs/createTask`, {
    method: 'POST',
    headers: { authorization: `Bearer ${emulator.keys.apikley}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'elevenlabs/speech-to-text',
      input: { audio_url: client.audio('english.mp3') },
    }),
    signal: gone.signal,
  });
  await emulator.control.waitFor('createTask', 1);
  gone.abort();
  await expect(asked).rejects.toThrow();
  await emulator.control.waitFor('aborted', 1);
  // The service reads the audio as part of the work.
  await emulator.control.waitFor('audio', 1);
  const [record] = await emulator.control.requests();
  expect(record).toMatchObject({ operation: 'createTask', aborted: true });
});

test('a stalled request gets no answer until the reset closes it', async () => {
  await emulator.control.addFault({ on: 'credit', action: { kind: 'stall' } });
  const asked = client.apikley('/api/v1/chat/credit');
  const ended = expect(asked).rejects.toThrow();
  await emulator.control.waitFor('credit', 1);
  await emulator.control.reset();
  await ended;
});

test('clearing the faults hangs up on whoever one lets wait, and keeps the tasks', async () => {
  const taskId = await client.newTask();
  await emulator.control.addFault({ on: 'credit', action: { kind: 'stall', when: 'beforeBody' } });
  const ended = expect(client.apikley('/api/v1/chat/credit')).rejects.toThrow();
  await emulator.control.waitFor('credit', 1);
  await emulator.control.clearFaults();
  await ended;
  expect((await client.recordInfo(taskId)).envelope.code).toBe(200);
});

test('a task can be made to look unfinished or unknown', async () => {
  const taskId = await client.newTask();
  await emulator.control.endTask(taskId);
  await emulator.control.addFault({
    on: 'recordInfo',
    match: { taskId },
    action: { kind: 'neverReady', state: 'odd' },
  });
  await emulator.control.addFault({ on: 'recordInfo', match: { taskId }, action: { kind: 'unknownTask' } });
  expect(await client.details(taskId)).toMatchObject({ state: 'odd', resultJson: '', completeTime: null });
  expect((await client.recordInfo(taskId)).envelope.code).toBe(422);
  expect((await client.details(taskId)).state).toBe('success');
});

test('reading a task and its result can be broken for one recording only, whatever its task ID', async () => {
  await emulator.control.setFacts({ resultShape: 'resultUrls' });
  const { sha256 } = fixtureNamed('german.mp3');
  const [english, german] = [
    await client.newTask(),
    await client.newTask({}, { audio_url: client.audio('german.mp3') }),
  ];
  for (const taskId of [english, german]) await emulator.control.endTask(taskId);
  const times = null;
  await emulator.control.addFault({
    on: 'recordInfo',
    match: { sha256 },
    times,
    action: { kind: 'unknownTask' },
  });
  await emulator.control.addFault({
    on: 'resultFile',
    match: { sha256 },
    times,
    action: { kind: 'http', status: 418 },
  });
  const codeOf = async (taskId: string) => (await client.recordInfo(taskId)).envelope.code;
  expect([await codeOf(english), await codeOf(german)]).toEqual([200, 422]);
  const statusOf = async (taskId: string) =>
    (await client.ask(`${emulator.urls.files}/results/${taskId}.json`)).status;
  expect([await statusOf(english), await statusOf(german)]).toEqual([200, 418]);
});

test('an upload that its client breaks off is recorded as aborted and stores nothing', async () => {
  const { port, hostname } = new URL(emulator.urls.apikley);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(
    [
      'POST /file-upload/api/file-stream-upload HTTP/1.1',
      'Host: emulator',
      `Authorization: Bearer ${emulator.keys.apikley}`,
      'Content-Type: multipart/form-data; boundary=b',
      'Content-Length: 100000',
      '',
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a.mp3"\r\n\r\nabc',
    ].join('\r\n'),
  );
  await emulator.control.waitFor('upload', 1);
  socket.destroy();
  await emulator.control.waitFor('aborted', 1);
  const [record] = await emulator.control.requests();
  expect(record).toMatchObject({ aborted: true });
  expect(record).not.toHaveProperty('status');
  expect(record).not.toHaveProperty('fileSha256');
});
