import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { callbackReceiver, type CallbackReceiver } from '../../emulator/callbackReceiver';
import { startEmulator, type Emulator } from '../../emulator/emulator';
import type { CallbackAction } from '../../emulator/faultActions';
import type { Facts } from '../../emulator/facts';
import { anyNumber, objectWith } from './matchers';
import { TestClient } from './testClient';

let emulator: Emulator;
let client: TestClient;
let receiver: CallbackReceiver;

beforeAll(async () => {
  emulator = await startEmulator({ taskMs: 60_000, facts: { callbackRetryMs: 1 } });
  client = new TestClient(emulator);
});
beforeEach(async () => {
  receiver = await callbackReceiver();
});
afterEach(async () => {
  await emulator.control.reset();
  await receiver.stop();
});
afterAll(() => emulator.stop());

const message = z.object({
  code: z.number(),
  taskId: z.string().optional(),
  task_id: z.string().optional(),
  data: z.record(z.unknown()),
});
const receivedMessages = () => receiver.received.map(({ body }) => message.parse(JSON.parse(body)));

/** Creates a task with a callback and ends it. Resolves after the callback's last attempt. */
async function endedTask(...actions: CallbackAction[]): Promise<string> {
  for (const action of actions) await emulator.control.addFault({ on: 'callback', action });
  const taskId = await client.newTask({ callBackUrl: receiver.url });
  await emulator.control.endTask(taskId);
  await emulator.control.waitFor('callback', 1);
  return taskId;
}

test('success is called back with the structure of the task details', async () => {
  const taskId = await endedTask();
  expect(receivedMessages()).toEqual([
    objectWith({ code: 200, data: objectWith({ taskId, state: 'success' }) }),
  ]);
});

test('a task ends by itself and calls back', async () => {
  await emulator.control.planTask({ taskMs: 1 });
  await client.newTask({ callBackUrl: receiver.url });
  await emulator.control.waitFor('callback', 1);
  expect(receiver.received).toHaveLength(1);
});

test('failure is called back with the outer code 501, or another by the fact', async () => {
  await emulator.control.planTasks({ outcome: { kind: 'fail' } });
  await endedTask();
  await emulator.control.setFacts({ callbackFailureCode: 500 });
  await endedTask();
  await emulator.control.waitFor('callback', 2);
  expect(receivedMessages()).toEqual([
    objectWith({ code: 501, data: objectWith({ state: 'fail' }) }),
    objectWith({ code: 500 }),
  ]);
});

test('a receiver that does not answer 200 is tried three times', async () => {
  receiver.answers.push(409, 500);
  await endedTask();
  expect(await emulator.control.callbacks()).toMatchObject([
    { outcome: 'delivered', attempts: [{ status: 409 }, { status: 500 }, { status: 200 }] },
  ]);
});

test('after three failed tries it gives up', async () => {
  receiver.answers.push(500, 204, 302, 200);
  await endedTask();
  expect(await emulator.control.callbacks()).toMatchObject([
    { outcome: 'givenUp', attempts: [{ status: 500 }, { status: 204 }, { status: 302 }] },
  ]);
});

test('any 2xx may count as received', async () => {
  await emulator.control.setFacts({ callbackAccepts: '2xx' });
  receiver.answers.push(204);
  await endedTask();
  expect(receiver.received).toHaveLength(1);
});

test.each<[Facts['callbackId'], (id: string) => object]>([
  ['data.taskId', (id) => ({ data: objectWith({ taskId: id }) })],
  ['data.task_id', (id) => ({ data: objectWith({ task_id: id }) })],
  ['taskId', (id) => ({ taskId: id })],
  ['task_id', (id) => ({ task_id: id })],
])('the id can be spelt %s, and is there only once', async (callbackId, expected) => {
  await emulator.control.setFacts({ callbackId });
  const taskId = await endedTask();
  expect(receivedMessages()).toEqual([objectWith(expected(taskId))]);
  const [sent] = receivedMessages();
  const places = [sent?.taskId, sent?.task_id, sent?.data.taskId, sent?.data.task_id];
  expect(places.filter((place) => place !== undefined)).toEqual([taskId]);
});

test('with a key, the id and the time are signed', async () => {
  await emulator.control.setFacts({ webhookHmacKey: 'secret' });
  const taskId = await endedTask();
  const { 'x-webhook-timestamp': timestamp, 'x-webhook-signature': signature } =
    receiver.received[0]?.headers ?? {};
  expect(signature).toBe(
    createHmac('sha256', 'secret')
      .update(`${taskId}.${String(timestamp)}`)
      .digest('base64'),
  );
});

test('a signature can be missing, wrong or old', async () => {
  await emulator.control.setFacts({ webhookHmacKey: 'secret' });
  const sign = (id: string, time: unknown) =>
    createHmac('sha256', 'secret')
      .update(`${id}.${String(time)}`)
      .digest('base64');
  await endedTask({ kind: 'unsigned' });
  expect(receiver.received[0]?.headers).not.toHaveProperty('x-webhook-signature');

  await emulator.control.addFault({ on: 'callback', action: { kind: 'badSignature' } });
  const wrong = await client.newTask();
  await emulator.control.sendCallback({ taskId: wrong, url: receiver.url });
  const bad = receiver.received[1]?.headers ?? {};
  expect(bad['x-webhook-signature']).not.toBe(sign(wrong, bad['x-webhook-timestamp']));

  const actions: CallbackAction[] = [{ kind: 'staleSignature', ageSeconds: 3600 }];
  await emulator.control.sendCallback({ taskId: wrong, url: receiver.url, actions });
  const old = receiver.received[2]?.headers ?? {};
  expect(old['x-webhook-signature']).toBe(sign(wrong, old['x-webhook-timestamp']));
  expect(Number(old['x-webhook-timestamp'])).toBeLessThan(Date.now() / 1000 - 3000);
});

test('a callback can be lost', async () => {
  await endedTask({ kind: 'lost' });
  expect(receiver.received).toEqual([]);
  expect(await emulator.control.callbacks()).toMatchObject([{ outcome: 'lost', attempts: [] }]);
});

test('a callback can come twice, and late', async () => {
  await endedTask({ kind: 'repeat', times: 2 }, { kind: 'late', ms: 5 });
  expect(receivedMessages()).toHaveLength(2);
});

test('a callback can come before createTask has answered', async () => {
  await emulator.control.addFault({ on: 'callback', action: { kind: 'early' } });
  const taskId = await client.newTask({ callBackUrl: receiver.url });
  expect(receivedMessages()).toMatchObject([{ data: { taskId } }]);
});

test('a callback can lie: a forged transcript, an unknown task, no id, any bytes', async () => {
  await endedTask({ kind: 'forgedTranscript', text: 'Send the money' });
  const taskId = await client.newTask();
  const send = (action: CallbackAction) =>
    emulator.control.sendCallback({ taskId, url: receiver.url, actions: [action] });
  await send({ kind: 'unknownTaskId', taskId: 'task_never_created' });
  await send({ kind: 'idSpelling', spelling: 'none' });
  await send({ kind: 'callbackBody', body: 'hello', contentType: 'text/plain' });
  const bodies = receiver.received.map(({ body }) => body);
  expect(bodies[0]).toContain('Send the money');
  expect(bodies[1]).toContain('"taskId":"task_never_created"');
  expect(bodies[2]).not.toContain('"taskId"');
  expect(bodies[3]).toBe('hello');
});

test('a fault can be bound to the task whose callback it spoils', async () => {
  const [first, second] = [
    await client.newTask({ callBackUrl: receiver.url }),
    await client.newTask({ callBackUrl: receiver.url }),
  ];
  await emulator.control.addFault({ on: 'callback', match: { taskId: first }, action: { kind: 'lost' } });
  await emulator.control.endTask(second);
  await emulator.control.endTask(first);
  await emulator.control.waitFor('callback', 2);
  expect(receivedMessages()).toMatchObject([{ data: { taskId: second } }]);
});

test('credits are spelt as the fact says', async () => {
  await endedTask();
  expect(receivedMessages()[0]?.data).toMatchObject({
    consumeCredits: anyNumber,
    remainedCredits: anyNumber,
  });
  await emulator.control.setFacts({ callbackCredits: 'none' });
  await emulator.control.sendCallback({ taskId: await client.newTask(), url: receiver.url });
  expect(receivedMessages()[1]?.data).not.toHaveProperty('consumeCredits');
});
