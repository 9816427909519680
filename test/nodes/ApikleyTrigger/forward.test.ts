import './useSmallN8n';
import { handOver } from '../../../nodes/ApikleyTrigger/forward';
import { pass, SmallN8n, ticketOf } from './smallN8n';
import { completed, tasks } from './tasks';

const minuteMs = 60_000;
afterEach(() => pass(30 * minuteMs));

const waiting = { statusCode: 200, body: { status: 'waiting' } };

/** A trigger that receives a callback for an execution suspended in another n8n. */
function scene() {
  const n8n = new SmallN8n();
  const suspended = new SmallN8n();
  suspended.way = () => waiting;
  const resumeUrl = `${suspended.origin}/webhook-waiting/7/transcribe?transcribe=secret-of-the-resume-url`;
  const call = (taskId = 'task', query = ticketOf({ resumeUrl })) => n8n.call({ body: { taskId }, query });
  return { n8n, suspended, call };
}

test('a callback is forwarded to the execution that its ticket names, and starts nothing here', async () => {
  const { n8n, suspended, call } = scene();
  expect(await call()).toMatchObject({ statusCode: 200 });
  await pass(minuteMs);
  expect(suspended.sent).toHaveLength(1);
  expect([n8n.started, n8n.log]).toEqual([[], []]);
});

test.each([
  ['a proxy asks who is there', { statusCode: 401, body: '' }],
  ['a proxy forbids it', { statusCode: 403, body: { message: 'Forbidden' } }],
  ['a proxy sends elsewhere', { statusCode: 302, body: '' }],
  ['a proxy knows no such page', { statusCode: 404, body: '404 page not found' }],
  ['a proxy does not reach n8n', { statusCode: 502, body: '' }],
  [
    'the run is being stored',
    { statusCode: 409, body: { message: 'The execution "7" is running already.' } },
  ],
])('it is forwarded despite five minutes in which %s', async (_what, answer) => {
  const { n8n, suspended, call } = scene();
  let isUp = false;
  suspended.way = () => (isUp ? waiting : answer);
  await call();
  await pass(5 * minuteMs);
  isUp = true;
  await pass(minuteMs);
  const { length } = suspended.sent;
  expect(length).toBeLessThan(30);
  await pass(20 * minuteMs);
  expect(suspended.sent).toHaveLength(length);
  expect(n8n.log).toEqual([]);
});

test('forwarding is given up after eight minutes, with a line that names the task and no secret', async () => {
  const { n8n, suspended, call } = scene();
  suspended.way = () => ({ statusCode: 502, body: '' });
  await call();
  await pass(15 * minuteMs);
  const { length } = suspended.sent;
  expect(n8n.log).toEqual([
    'A callback could not be handed to the suspended workflow (task ID task). It resumes by itself, or at its deadline.',
  ]);
  await pass(60 * minuteMs);
  expect(suspended.sent).toHaveLength(length);
});

test('an execution that has moved on is left alone', async () => {
  const { n8n, suspended, call } = scene();
  suspended.way = () => ({ statusCode: 409, body: { message: 'The execution "7" has finished already.' } });
  await call();
  await pass(20 * minuteMs);
  expect(suspended.sent).toHaveLength(1);
  expect(n8n.log).toEqual([]);
});

test('a resume URL is rung once for each task, and for at most twenty tasks', async () => {
  const { suspended, call } = scene();
  suspended.way = () => ({ statusCode: 502, body: '' });
  const query = ticketOf({ resumeUrl: `${suspended.origin}/webhook-waiting/7/transcribe` });
  await call('one', query);
  await call('one', query);
  expect(suspended.sent).toHaveLength(1);
  for (let index = 0; index < 100; index++) expect((await call(`t${index}`, query)).statusCode).toBe(200);
  suspended.sent.length = 0;
  await pass(31_000);
  expect(new Set(suspended.sent.map(({ url }) => url)).size).toBe(1);
  expect(new Set(suspended.sent.map(({ body }) => JSON.stringify(body))).size).toBe(20);
  expect(suspended.sent.length).toBeLessThanOrEqual(20 * 6);
});

test('a resume URL that hangs does not keep others from being rung', async () => {
  const hanging = scene();
  let answer: (status: typeof waiting) => void = () => undefined;
  const silence = new Promise<typeof waiting>((resolve) => (answer = resolve));
  hanging.suspended.way = () => silence;
  const resumeUrl = `${hanging.suspended.origin}/webhook-waiting/7/transcribe`;
  const query = ticketOf({ resumeUrl });
  for (let index = 0; index < 10; index++) await hanging.call(`t${index}`, query);
  const other = scene();
  await other.call();
  await pass(minuteMs);
  expect([hanging.suspended.sent.length, other.suspended.sent.length]).toEqual([1, 1]);
  answer(waiting);
});

test('500 callbacks are handed over at a time, and the next is asked for again until there is room', async () => {
  const { n8n, suspended, call } = scene();
  let answer: (status: typeof waiting) => void = () => undefined;
  const silence = new Promise<typeof waiting>((resolve) => (answer = resolve));
  suspended.way = () => silence;
  await call();
  const logger = { warn: jest.fn() };
  for (let index = 0; index < 499; index++) {
    const resumeUrl = `${suspended.origin}/webhook-waiting/${Math.floor(index / 20)}/transcribe`;
    expect(handOver({ logger }, resumeUrl, `task${index}`)).toBe(true);
  }
  expect(await call('next')).toEqual({ statusCode: 503, body: { status: 'busy' } });
  expect(await call()).toMatchObject({ statusCode: 200 });
  answer(waiting);
  await pass(minuteMs);
  expect(await call('next')).toMatchObject({ statusCode: 200 });
  await pass(minuteMs);
  expect(suspended.sent).toHaveLength(501);
  expect([n8n.log, logger.warn.mock.calls]).toEqual([[], []]);
});

test('it also starts the workflow if Start Also on Resume is on', async () => {
  const { n8n, suspended, call } = scene();
  n8n.parameters.options = { startOnResume: true };
  tasks.set('task', () => completed('Both.'));
  expect(await call()).toEqual({ statusCode: 200, body: { status: 'received' } });
  await pass(minuteMs);
  expect(suspended.sent).toHaveLength(1);
  expect(n8n.started.map(({ json }) => json.text)).toEqual(['Both.']);
});
