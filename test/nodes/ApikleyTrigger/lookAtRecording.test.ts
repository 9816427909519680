import './useSmallN8n';
import { TranscriptionError } from '../../../transcription/errors';
import { taskIdOfParts } from '../../../transcription/parts/partsTaskId';
import type { TaskStatus } from '../../../transcription/tasks/task';
import { eachTest } from './eachTest';
import { pass, type SmallN8n, ticketOf } from './smallN8n';
import { asked, completed, tasks } from './tasks';

const hourMs = 3_600_000;

let n8n: SmallN8n;
eachTest((fresh) => (n8n = fresh));

const first = { taskId: 'first', startSeconds: 0, endSeconds: 60 };
const last = { startSeconds: 50, endSeconds: 100 };
const whole = taskIdOfParts([first, { ...last, taskId: 'last' }], 100);
const ticket = () => ticketOf({ metadata: { call: 7 }, parts: { ...last, others: taskIdOfParts([first]) } });
const call = (query = ticket()) => n8n.call({ body: { taskId: 'last' }, query });

test('the last part of a recording starts the workflow with all of it', async () => {
  tasks.set('first', () => completed('One.'));
  tasks.set('last', () => completed('Two.'));
  expect((await call()).statusCode).toBe(200);
  expect((await call()).statusCode).toBe(200);
  expect(n8n.started.map(({ json }) => json)).toMatchObject([
    { status: 'completed', text: 'One. Two.', taskId: whole, durationSeconds: 100, metadata: { call: 7 } },
  ]);
});

test('a part that is still running is waited for', async () => {
  let status: TaskStatus = { state: 'running' };
  tasks.set('first', () => status);
  tasks.set('last', () => completed('Two.'));
  expect((await call()).statusCode).toBe(503);
  expect(n8n.started).toEqual([]);
  status = completed('One.');
  await pass(hourMs);
  expect(n8n.started).toHaveLength(1);
});

test('an n8n that does not reach its own address waits for all parts in the webhook', async () => {
  n8n.way = () => {
    throw new Error('ECONNREFUSED');
  };
  let status: TaskStatus = { state: 'running' };
  tasks.set('first', () => status);
  tasks.set('last', () => completed('Two.'));
  await call();
  await pass(60_000);
  await call();
  status = completed('One.');
  await pass(hourMs);
  expect(n8n.started.map(({ json }) => json.text)).toEqual(['One. Two.']);
});

test('a failed part leaves the ID of the others', async () => {
  tasks.set('first', () => completed('One.'));
  tasks.set('last', () => ({
    state: 'failed',
    error: new TranscriptionError('No speech.', { code: 'taskFailed', taskId: 'last' }),
  }));
  await call();
  expect(n8n.started.map(({ json }) => json)).toMatchObject([
    { status: 'failed', taskId: taskIdOfParts([first], 100), metadata: { call: 7 } },
  ]);
});

test('a line that gives up names the ID that fetches all of it', async () => {
  tasks.set('first', () => ({ state: 'running' }));
  await call();
  await pass(25 * hourMs);
  expect(n8n.log.at(-1)).toContain(`(task ID ${whole})`);
});

test('the only part of a recording whose sound begins late keeps its times', async () => {
  tasks.set('last', () => completed('Two.'));
  await call(ticketOf({ parts: { startSeconds: 2, endSeconds: 60, others: '' } }));
  expect(n8n.started.map(({ json }) => json)).toMatchObject([
    { text: 'Two.', taskId: taskIdOfParts([{ taskId: 'last', startSeconds: 2, endSeconds: 60 }], 60) },
  ]);
});

test('a ticket of an earlier version names no parts', async () => {
  tasks.set('last', () => completed('Two.'));
  await call(ticketOf());
  expect(n8n.started.map(({ json }) => json.text)).toEqual(['Two.']);
  expect(asked).toEqual(['last']);
});

test('a task whose own ID looks like that of several parts is read as it is', async () => {
  tasks.set('parts7', () => completed('Alone.'));
  await n8n.call({ body: { taskId: 'parts7' }, query: ticketOf() });
  expect(n8n.started.map(({ json }) => json.text)).toEqual(['Alone.']);
});
