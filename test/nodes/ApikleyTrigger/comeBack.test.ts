import './useSmallN8n';
import type { TaskStatus } from '../../../transcription/tasks/task';
import { eachTest } from './eachTest';
import { pass, type SmallN8n, ticketOf } from './smallN8n';
import { completed, tasks } from './tasks';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

let n8n: SmallN8n;
eachTest((fresh) => (n8n = fresh));

const running = (): TaskStatus => ({ state: 'running' });
const texts = () => n8n.started.map(({ json }) => json.text);

test('n8n calls itself with the query of the callback, and of its body with the task ID only', async () => {
  tasks.set('task', running);
  const query = { ...ticketOf(), from: 'a&b' };
  await n8n.call({ body: { data: { task_id: 'task', resultJson: 'Forged.' } }, query });
  await pass(3_000);
  expect(n8n.sent).toHaveLength(1);
  expect(Object.fromEntries(new URL(n8n.sent[0]?.url ?? '').searchParams)).toEqual(query);
  expect(n8n.sent[0]?.url.split('?')[0]).toBe(n8n.url);
  expect(n8n.sent[0]?.body).toEqual({ taskId: 'task' });
});

test('a task that nobody knows yet is asked about when it may have appeared, not at once', async () => {
  await n8n.call({ body: { taskId: 'young' }, query: ticketOf() });
  await pass(9_000);
  expect(n8n.sent).toEqual([]);
  await pass(1_000);
  expect(n8n.sent).toHaveLength(1);
});

test.each([undefined, '', 'no URL', '/webhook/1/apikley'])(
  'an n8n whose own URL is %j waits for the task in the webhook',
  async (ownUrl) => {
    n8n.ownUrl = ownUrl;
    const states = [running(), running(), completed('In the end.')];
    tasks.set('task', () => states.shift() ?? completed());
    await n8n.call({ body: { taskId: 'task' }, query: ticketOf() });
    await pass(minuteMs);
    expect(texts()).toEqual(['In the end.']);
    expect([n8n.sent, n8n.log]).toEqual([[], []]);
  },
);

test('a wait of a day ends with a line that says how to go on', async () => {
  tasks.set('endless', running);
  await n8n.call({ body: { taskId: 'endless' }, query: ticketOf() });
  await pass(23.9 * hourMs);
  expect(n8n.log).toEqual([]);
  await pass(0.3 * hourMs);
  expect(n8n.log).toEqual([
    `"Apikley Trigger" in workflow ${n8n.workflowId} gives up waiting for a task that Apikley called back about. Fetch its transcript with the operation Get Transcript (task ID endless).`,
  ]);
});
