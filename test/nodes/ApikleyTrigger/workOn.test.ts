import './useSmallN8n';
import { z } from 'zod';
import { callOwnLater } from '../../../nodes/shared/webhooks/laterCalls';
import type { TaskStatus } from '../../../transcription/tasks/task';
import { eachTest } from './eachTest';
import { pass, SmallN8n, ticketOf } from './smallN8n';
import { asked, completed, tasks, unavailable } from './tasks';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

let n8n: SmallN8n;
eachTest((fresh) => (n8n = fresh));

const call = (taskId: string, query: Record<string, string> = ticketOf()) =>
  n8n.call({ body: { taskId }, query });
const busy = { statusCode: 503, body: { status: 'busy' } };
const texts = () => n8n.started.map(({ json }) => json.text);
const running = (): TaskStatus => ({ state: 'running' });

/** Takes all turns of the workflow with reads that hang; the returned function answers them. */
async function takeAllTurns(): Promise<() => void> {
  let answer: (status: TaskStatus) => void = () => undefined;
  const answered = new Promise<TaskStatus>((resolve) => (answer = resolve));
  const slow = ['slow0', 'slow1', 'slow2', 'slow3'];
  for (const taskId of slow) tasks.set(taskId, () => answered);
  const headers = { 'x-transcribe-own-call': '1' };
  await Promise.all(slow.map((taskId) => n8n.call({ body: { taskId }, query: ticketOf(), headers })));
  return () => answer(running());
}

describe('while all turns are taken', () => {
  test('a callback is answered 503, repeated by n8n itself, and delivered once when one is free', async () => {
    const giveBack = await takeAllTurns();
    tasks.set('next', () => completed('Next.'));
    expect(await call('next')).toEqual(busy);
    await pass(minuteMs);
    expect([texts(), asked.includes('next')]).toEqual([[], false]);
    expect(n8n.sent.length).toBeGreaterThan(1);
    expect(new Set(n8n.answers.map(({ body }) => JSON.stringify(body)))).toContain('{"status":"busy"}');
    giveBack();
    await pass(minuteMs);
    expect(texts()).toEqual(['Next.']);
    expect(await call('next')).toMatchObject({ statusCode: 200 });
    await pass(hourMs);
    expect([texts(), asked.filter((taskId) => taskId === 'next')]).toEqual([['Next.'], ['next']]);
    expect(n8n.log).toEqual([]);
  });

  test('nothing is scheduled for a callback without proof', async () => {
    const giveBack = await takeAllTurns();
    n8n.parameters.accept = 'anyTask';
    tasks.set('next', () => completed());
    expect(await call('next', {})).toEqual(busy);
    giveBack();
    await pass(hourMs);
    expect([n8n.sent, n8n.started]).toEqual([[], []]);
    expect(asked).not.toContain('next');
  });
});

test('a turn is given back after each read, whatever comes of it', async () => {
  const outcomes: Array<() => TaskStatus | Promise<TaskStatus>> = [
    running,
    () => ({ state: 'notFound' }),
    () => completed(),
    () => Promise.reject(unavailable()),
    () => Promise.reject(new TypeError('a bug')),
  ];
  for (const [index, outcome] of [...outcomes, ...outcomes].entries()) {
    tasks.set(`task${index}`, outcome);
    await n8n.call({
      body: { taskId: `task${index}` },
      query: ticketOf(),
      headers: { 'x-transcribe-own-call': '1' },
    });
  }
  expect(asked).toHaveLength(10);
});

test('a read that fails for a reason of our own asks to be called again, and is logged without details', async () => {
  tasks.set('task', () => Promise.reject(new TypeError('sk-first-key is undefined')));
  expect(await call('task')).toEqual({ statusCode: 503, body: { status: 'unavailable' } });
  expect(n8n.log).toEqual([
    `"Apikley Trigger" in workflow ${n8n.workflowId} can't read a task yet that Apikley called back about: it could not be read (task ID task).`,
  ]);
  tasks.set('task', () => completed('After all.'));
  expect(await call('task')).toMatchObject({ statusCode: 200 });
  expect(texts()).toEqual(['After all.']);
});

test('an item that can not be made starts nothing, and the task is not taken for delivered', async () => {
  const broken = z.custom<TaskStatus>().parse({ state: 'completed', transcript: null });
  tasks.set('task', () => broken);
  expect(await call('task')).toMatchObject({ statusCode: 503 });
  tasks.set('task', () => completed('After all.'));
  expect(await call('task')).toMatchObject({ statusCode: 200 });
  expect(texts()).toEqual(['After all.']);
});

test('a task that is left out by Trigger On is not taken for delivered, and starts the workflow once it is on', async () => {
  n8n.parameters.events = ['failed'];
  tasks.set('task', () => completed('Later.'));
  expect(await call('task')).toMatchObject({ statusCode: 200 });
  expect(texts()).toEqual([]);
  n8n.parameters.events = ['completed'];
  expect(await call('task')).toMatchObject({ statusCode: 200 });
  expect(texts()).toEqual(['Later.']);
});

describe('a callback that can not be repeated', () => {
  const isFull = () =>
    expect(n8n.log).toEqual([
      `"Apikley Trigger" in workflow ${n8n.workflowId} has too many callbacks waiting, and asked Apikley to call again (task ID task).`,
    ]);

  test('because too many are, is left to Apikley', async () => {
    tasks.set('task', running);
    for (let index = 0; index < 500; index++) {
      callOwnLater({
        id: `${n8n.workflowId} ${index}`,
        owner: n8n.workflowId,
        url: n8n.url,
        body: {},
        forMs: 0,
      });
    }
    expect(await call('task')).toEqual(busy);
    isFull();
    expect(asked).toEqual(['task']);
  });

  test('because n8n does not reach itself, is left to Apikley once four wait here', async () => {
    n8n.way = () => ({ statusCode: 401, body: 'Who are you?' });
    tasks.set('first', running);
    await call('first');
    await pass(minuteMs);
    for (const taskId of ['a', 'b', 'c', 'd', 'task']) tasks.set(taskId, running);
    await Promise.all(['a', 'b', 'c', 'd'].map((taskId) => call(taskId)));
    expect(await call('task')).toEqual(busy);
    isFull();
  });
});

describe('a wait in the webhook', () => {
  beforeEach(async () => {
    n8n.way = () => ({ statusCode: 401, body: 'Who are you?' });
    tasks.set('first', running);
    await call('first');
    await pass(minuteMs);
  });

  test('is given up after a day, with a line that names the task and says why', async () => {
    tasks.set('endless', running);
    expect(await call('endless')).toEqual({ statusCode: 503, body: { status: 'unavailable' } });
    await pass(25 * hourMs);
    expect(n8n.log.filter((line) => line.includes('endless'))).toEqual([
      `"Apikley Trigger" in workflow ${n8n.workflowId} gives up waiting for a task that Apikley called back about (The transcript was not ready in time (task ID endless)). Fetch its transcript with the operation Get Transcript (task ID endless).`,
    ]);
    expect(texts()).toEqual([]);
  });

  test('for a task that the account never had ends in a refusal', async () => {
    const answer = await call('madeUp');
    expect(answer.statusCode).toBe(503);
    await pass(hourMs);
    expect(n8n.started).toEqual([]);
    expect(n8n.log.at(-1)).toContain(
      'refused a callback: the account does not know the task (task ID madeUp)',
    );
  });
});

describe('a ticket of a replaced API key that names a suspended execution', () => {
  const waiting = { statusCode: 200, body: { status: 'waiting' } };
  async function scene() {
    const suspended = new SmallN8n();
    suspended.way = () => waiting;
    await n8n.open('activate');
    const query = ticketOf({ resumeUrl: `${suspended.origin}/webhook-waiting/7/transcribe` });
    n8n.credential.apiKey = 'sk-second-key';
    return { suspended, query };
  }

  test.each<[string, () => TaskStatus]>([
    ['runs', running],
    ['has ended', () => completed()],
  ])('resumes it while the task %s, and starts nothing here', async (_what, status) => {
    const { suspended, query } = await scene();
    tasks.set('task', status);
    expect(await call('task', query)).toMatchObject({ statusCode: 200, body: { status: 'received' } });
    await pass(hourMs);
    expect(suspended.sent).toHaveLength(1);
    expect([n8n.started, n8n.sent, n8n.log]).toEqual([[], [], []]);
  });

  test('resumes it and starts the workflow where both are wanted', async () => {
    const { suspended, query } = await scene();
    n8n.parameters.options = { startOnResume: true };
    tasks.set('task', () => completed('Both.'));
    expect(await call('task', query)).toMatchObject({ statusCode: 200 });
    await pass(hourMs);
    expect(suspended.sent).toHaveLength(1);
    expect(texts()).toEqual(['Both.']);
  });
});
