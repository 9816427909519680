import './useSmallN8n';
import { pass, SmallN8n, ticketOf } from './smallN8n';

const minuteMs = 60_000;
afterEach(() => pass(30 * minuteMs));

const waiting = { statusCode: 200, body: { status: 'waiting' } };

/** A trigger that receives a callback for an execution suspended in another n8n. */
function scene() {
  const n8n = new SmallN8n();
  const door = new SmallN8n();
  door.way = () => waiting;
  const resumeUrl = `${door.origin}/webhook-waiting/7/transcribe?transcribe=secret-of-the-door`;
  const call = (taskId = 'task', query = ticketOf({ resumeUrl })) => n8n.call({ body: { taskId }, query });
  return { n8n, door, call };
}

test('a callback is handed to the execution that its ticket names, and starts nothing here', async () => {
  const { n8n, door, call } = scene();
  expect(await call()).toMatchObject({ statusCode: 200 });
  await pass(minuteMs);
  expect(door.sent).toHaveLength(1);
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
])('it is handed over through five minutes in which %s', async (_what, answer) => {
  const { n8n, door, call } = scene();
  let isUp = false;
  door.way = () => (isUp ? waiting : answer);
  await call();
  await pass(5 * minuteMs);
  isUp = true;
  await pass(minuteMs);
  const { length } = door.sent;
  expect(length).toBeLessThan(30);
  await pass(20 * minuteMs);
  expect(door.sent).toHaveLength(length);
  expect(n8n.log).toEqual([]);
});

test('it is given up after eight minutes, with a line that names the task and no secret', async () => {
  const { n8n, door, call } = scene();
  door.way = () => ({ statusCode: 502, body: '' });
  await call();
  await pass(15 * minuteMs);
  const { length } = door.sent;
  expect(n8n.log).toEqual([
    'A callback could not be handed to the suspended workflow (task ID task). It wakes by itself, or at its deadline.',
  ]);
  await pass(60 * minuteMs);
  expect(door.sent).toHaveLength(length);
});

test('an execution that has moved on is left alone', async () => {
  const { n8n, door, call } = scene();
  door.way = () => ({ statusCode: 409, body: { message: 'The execution "7" has finished already.' } });
  await call();
  await pass(20 * minuteMs);
  expect(door.sent).toHaveLength(1);
  expect(n8n.log).toEqual([]);
});

test('one bell rings at a door for each task, and twenty at most', async () => {
  const { door, call } = scene();
  door.way = () => ({ statusCode: 502, body: '' });
  const query = ticketOf({ resumeUrl: `${door.origin}/webhook-waiting/7/transcribe` });
  await call('one', query);
  await call('one', query);
  expect(door.sent).toHaveLength(1);
  for (let index = 0; index < 100; index++) expect((await call(`t${index}`, query)).statusCode).toBe(200);
  door.sent.length = 0;
  await pass(31_000);
  expect(new Set(door.sent.map(({ url }) => url)).size).toBe(1);
  expect(door.sent.length).toBeLessThanOrEqual(20 * 6);
});

test('a door that hangs does not keep others from being rung', async () => {
  const hanging = scene();
  let answer: (status: typeof waiting) => void = () => undefined;
  const silence = new Promise<typeof waiting>((resolve) => (answer = resolve));
  hanging.door.way = () => silence;
  const resumeUrl = `${hanging.door.origin}/webhook-waiting/7/transcribe`;
  const query = ticketOf({ resumeUrl });
  for (let index = 0; index < 10; index++) await hanging.call(`t${index}`, query);
  const other = scene();
  await other.call();
  await pass(minuteMs);
  expect([hanging.door.sent.length, other.door.sent.length]).toEqual([1, 1]);
  answer(waiting);
});
