import { z } from 'zod';
import { fixtureNamed } from '../../emulator/recordings/fixtures';
import { startEmulator, type Emulator } from '../../emulator/emulator';
import { containing, listWith, matching, objectWith } from './matchers';
import { TestClient } from './testClient';

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator({ taskMs: 60_000 });
  client = new TestClient(emulator);
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.stop());

describe('createTask', () => {
  test('a task goes through the documented states and ends with the known words of its audio', async () => {
    await emulator.control.planTasks({ outcome: { kind: 'never' } });
    const taskId = await client.newTask({}, { audio_url: client.audio('german.mp3') });
    expect(await client.details(taskId)).toMatchObject({
      state: matching(/^(waiting|queuing|generating)$/),
      resultJson: '',
      failCode: null,
      completeTime: null,
    });
    const german = fixtureNamed('german.mp3');
    expect(await client.result(taskId)).toMatchObject({
      resultObject: {
        language_code: 'deu',
        text: german.text,
        words: listWith(objectWith({ text: 'Guten', type: 'word' })),
      },
    });
    expect(await client.details(taskId)).toMatchObject({ state: 'success' });
  });

  test.each([
    ['a wrong model', { model: 'whisper-1' }, {}, 'model'],
    ['a misspelt callBackUrl', { callbackUrl: 'https://example.com/' }, {}, 'callbackUrl'],
    ['a callBackUrl that is no URL', { callBackUrl: 'example' }, {}, 'callBackUrl'],
    ['an unknown input', {}, { audioUrl: 'https://example.com/a.mp3' }, 'audioUrl'],
    ['an audio_url that is not http', {}, { audio_url: 'ftp://example.com/a.mp3' }, 'audio_url'],
    ['a boolean as a string', {}, { diarize: 'true' }, 'diarize'],
    ['a language that is no ISO 639 code', {}, { language_code: 'auto' }, 'language_code'],
  ])('%s is refused with 422 and named', async (_what, change, input, named) => {
    const { status, envelope } = await client.createTask(change, input);
    expect(status).toBe(200);
    expect(envelope).toMatchObject({ code: 422, data: null, msg: containing(named) });
    expect(await emulator.control.charged()).toEqual([]);
  });

  test('a wrong key is refused with code 401', async () => {
    const { envelope } = await client.apikley('/api/v1/jobs/createTask', {}, 'wrong');
    expect(envelope.code).toBe(401);
  });

  test('an audio_url that cannot be read answers 500 and creates nothing', async () => {
    const { envelope } = await client.createTask({}, { audio_url: client.audio('missing.mp3') });
    expect(envelope).toMatchObject({ code: 500, msg: 'Server exception, please try again later' });
    expect(await emulator.control.tasks()).toEqual([]);
  });

  test('audio declared as a type outside the documented list is refused', async () => {
    const url = await emulator.control.putFile('page.html', Buffer.from('<html>'), 'text/html');
    expect((await client.createTask({}, { audio_url: url })).envelope.code).toBe(422);
    await emulator.control.setFacts({ audioTypeCheck: false });
    expect((await client.createTask({}, { audio_url: url })).envelope.code).toBe(200);
  });

  test('audio above 200 MB is refused', async () => {
    const url = await emulator.control.putFile('big.wav', Buffer.from('RIFF'), 'audio/wav', {
      padTo: 200 * 1024 * 1024 + 1,
    });
    const { envelope } = await client.createTask({}, { audio_url: url });
    expect(envelope).toMatchObject({ code: 422, msg: containing('200.0MB') });
  });

  test.each([
    ['empty', Buffer.alloc(0)],
    ['unreadable', Buffer.from('this is not audio')],
  ])('%s audio makes a task that fails and costs nothing', async (_what, bytes) => {
    const url = await emulator.control.putFile('broken.mp3', bytes, 'audio/mpeg');
    const taskId = await client.newTask({}, { audio_url: url });
    await emulator.control.endTask(taskId);
    expect(await client.details(taskId)).toMatchObject({ state: 'fail', failCode: '422' });
    expect(await emulator.control.charged()).toEqual([]);
  });

  test('the 21st task within ten seconds is rejected and not queued', async () => {
    const answers = await Promise.all(Array.from({ length: 21 }, () => client.createTask()));
    const codes = answers.map(({ envelope }) => envelope.code).sort();
    expect(codes).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
    expect(await emulator.control.tasks()).toHaveLength(20);
  });

  test('the rate limit can be changed and taken off', async () => {
    await emulator.control.setRateLimit({ tasks: 1, perMs: 60_000 });
    await client.createTask();
    expect((await client.createTask()).envelope.code).toBe(429);
    await emulator.control.setRateLimit(null);
    expect((await client.createTask()).envelope.code).toBe(200);
  });

  test('without credits a task is refused with 402', async () => {
    await emulator.control.setBalance({ credits: 0 });
    expect((await client.createTask()).envelope.code).toBe(402);
  });
});

describe('recordInfo', () => {
  test.each([
    ['404', { code: 404 }],
    ['422', { code: 422, msg: 'recordInfo is null' }],
    ['nullData', { code: 200, data: null }],
  ] as const)('an unknown task answers as the fact says (%s)', async (unknownTask, expected) => {
    await emulator.control.setFacts({ unknownTask });
    expect((await client.recordInfo('task_unknown')).envelope).toMatchObject(expected);
  });

  test('a new task may be unknown for a while', async () => {
    await emulator.control.planTask({ unknownForMs: 60_000, outcome: { kind: 'success' } });
    const hidden = await client.newTask();
    const visible = await client.newTask();
    expect((await client.recordInfo(hidden)).envelope.code).toBe(422);
    expect((await client.recordInfo(visible)).envelope.code).toBe(200);
  });

  test('a read without taskId or with a misspelt one is refused', async () => {
    expect((await client.apikley('/api/v1/jobs/recordInfo')).envelope.code).toBe(422);
    expect((await client.apikley('/api/v1/jobs/recordInfo?task_id=1')).envelope).toMatchObject({
      code: 422,
      msg: containing('task_id'),
    });
  });

  test('reads above the set rate answer 429', async () => {
    await emulator.control.setReadLimit({ reads: 1, perMs: 60_000 });
    const taskId = await client.newTask();
    expect((await client.recordInfo(taskId)).envelope.code).toBe(200);
    expect((await client.recordInfo(taskId)).envelope.code).toBe(429);
  });

  test('a task can be planned to fail, and a failed task still answers code 200', async () => {
    await emulator.control.planTask({
      match: { audioUrl: 'german' },
      outcome: { kind: 'fail', failCode: '501', failMsg: 'No speech' },
    });
    const [spared, failing] = [
      await client.newTask(),
      await client.newTask({}, { audio_url: client.audio('german.mp3') }),
    ];
    await emulator.control.endTask(spared);
    await emulator.control.endTask(failing);
    expect((await client.recordInfo(failing)).envelope.code).toBe(200);
    expect(await client.details(failing)).toMatchObject({
      state: 'fail',
      failCode: '501',
      failMsg: 'No speech',
    });
    expect(await client.details(spared)).toMatchObject({ state: 'success' });
    expect(await emulator.control.charged()).toEqual([objectWith({ taskId: spared })]);
  });

  test('param is a JSON string whose input is again one', async () => {
    const { param } = await client.details(await client.newTask({}, { diarize: true }));
    const { input } = z.object({ input: z.string() }).parse(JSON.parse(param));
    expect(JSON.parse(input)).toMatchObject({ diarize: true });
  });
});

test('credit answers a number that shrinks with what was transcribed', async () => {
  const before = (await client.apikley('/api/v1/chat/credit')).envelope.data;
  await emulator.control.endTask(await client.newTask());
  const after = (await client.apikley('/api/v1/chat/credit')).envelope.data;
  expect(Number(after)).toBeLessThan(Number(before));
});

test('an unknown route answers 404 and is recorded', async () => {
  expect(await client.apikley('/api/v1/jobs/createTasks', {})).toMatchObject({
    status: 404,
    envelope: { code: 404 },
  });
  expect(await emulator.control.counts()).toEqual({ unknown: 1 });
});

test('errors can come with their real HTTP status and with "message"', async () => {
  await emulator.control.setFacts({ apikleyErrors: 'http', msgKey: 'message' });
  expect(await client.apikley('/api/v1/chat/credit', undefined, 'wrong')).toMatchObject({
    status: 401,
    envelope: { code: 401, message: 'You do not have access permissions' },
  });
});
