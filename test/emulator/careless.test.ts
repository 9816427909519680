import { request } from 'undici';
import { startEmulator, type Emulator } from '../../emulator/emulator';
import type { Facts } from '../../emulator/facts';
import { anyNumber, anyString, matching, objectWith } from './matchers';
import { TestClient } from './testClient';

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator({ taskMs: 60_000 });
  client = new TestClient(emulator);
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.stop());

/** The raw answer: no careful client's schema fits it, and decoders drop a byte order mark. */
async function askAt(url: string, body?: object): Promise<string> {
  const answer = await request(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${emulator.keys.apikley}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return Buffer.from(await answer.body.arrayBuffer()).toString('utf8');
}
const ask = (path: string, body?: object) => askAt(emulator.urls.apikley + path, body);
const createTask = () =>
  ask('/api/v1/jobs/createTask', {
    model: 'elevenlabs/speech-to-text',
    input: { audio_url: client.audio('english.mp3') },
  });
const newTask = async (): Promise<string> => {
  await createTask();
  return (await emulator.control.tasks()).at(-1)?.id ?? '';
};
const recordInfo = (taskId: string) => ask(`/api/v1/jobs/recordInfo?taskId=${taskId}`);

test.each<[Facts['createdId'], (id: string) => object]>([
  ['data.taskId', (id) => ({ data: { taskId: id, recordId: id } })],
  ['data.task_id', (id) => ({ data: { task_id: id } })],
  ['data.recordId', (id) => ({ data: { recordId: id } })],
  ['data.record_id', (id) => ({ data: { record_id: id } })],
  ['taskId', (id) => ({ data: null, taskId: id })],
  ['task_id', (id) => ({ data: null, task_id: id })],
  ['jsonString', (id) => ({ data: JSON.stringify({ taskId: id, recordId: id }) })],
  ['data', (id) => ({ data: id })],
])('createTask can answer with the ID as %s', async (createdId, expected) => {
  await emulator.control.setFacts({ createdId });
  const answer: unknown = JSON.parse(await createTask());
  const [task] = await emulator.control.tasks();
  expect(answer).toEqual({ code: 200, msg: 'success', ...expected(task?.id ?? '') });
});

test('IDs can be numbers', async () => {
  await emulator.control.setFacts({ taskIdType: 'number' });
  const taskId = await newTask();
  expect(JSON.parse(await recordInfo(taskId))).toMatchObject({ data: { taskId: Number(taskId) } });
  expect(JSON.parse(await createTask())).toMatchObject({ data: { taskId: anyNumber, recordId: anyNumber } });
});

test('the code can be a text, or missing with a success', async () => {
  const taskId = await newTask();
  await emulator.control.setFacts({ codeType: 'string' });
  expect(JSON.parse(await recordInfo(taskId))).toMatchObject({ code: '200' });
  expect(JSON.parse(await recordInfo('task_unknown'))).toMatchObject({ code: '422' });
  await emulator.control.setFacts({ codeType: 'absent' });
  expect(JSON.parse(await recordInfo(taskId))).not.toHaveProperty('code');
  expect(JSON.parse(await recordInfo('task_unknown'))).toMatchObject({ code: 422 });
});

test('the details can be JSON in a text', async () => {
  await emulator.control.setFacts({ detailsType: 'jsonString' });
  expect(JSON.parse(await recordInfo(await newTask()))).toEqual({
    code: 200,
    msg: 'success',
    data: matching(/^\{"taskId":"task_/),
  });
});

test('a byte order mark can stand before each answer', async () => {
  await emulator.control.setFacts({ byteOrderMark: true, resultShape: 'resultUrls' });
  const taskId = await newTask();
  await emulator.control.endTask(taskId);
  const file = await askAt(`${emulator.urls.files}/results/${taskId}.json`);
  for (const text of [await recordInfo(taskId), await createTask(), await ask('/api/v1/chat/credit'), file]) {
    expect(text.startsWith('\ufeff{')).toBe(true);
  }
});

test.each<[Facts['stateSpelling'], string, string, string]>([
  ['documented', 'waiting', 'success', 'fail'],
  ['upperCase', 'WAITING', 'SUCCESS', 'FAIL'],
  ['completed', 'waiting', 'completed', 'failed'],
  ['succeeded', 'waiting', 'succeeded', 'failed'],
])('states can be spelt otherwise: %s', async (stateSpelling, running, success, failure) => {
  await emulator.control.setFacts({ stateSpelling });
  const stateOf = async (taskId: string): Promise<unknown> => JSON.parse(await recordInfo(taskId));
  const taskId = await newTask();
  expect(await stateOf(taskId)).toMatchObject({ data: { state: running } });
  await emulator.control.endTask(taskId);
  expect(await stateOf(taskId)).toMatchObject({ data: { state: success, resultJson: anyString } });
  await emulator.control.planTasks({ outcome: { kind: 'fail' } });
  const failed = await newTask();
  await emulator.control.endTask(failed);
  expect(await stateOf(failed)).toMatchObject({ data: objectWith({ state: failure, failCode: '500' }) });
});
