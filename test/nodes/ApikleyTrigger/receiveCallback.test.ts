import './useSmallN8n';
import type { TaskStatus } from '../../../transcription/tasks/task';
import { TranscriptionError } from '../../../transcription/errors';
import { eachTest } from './eachTest';
import { clock, pass, SmallN8n, ticketOf } from './smallN8n';
import { asked, askedAtMs, completed, tasks, unavailable } from './tasks';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

let n8n: SmallN8n;
eachTest((fresh) => (n8n = fresh));

const callback = (taskId: string, query: Record<string, string> = ticketOf()) => ({
  body: { taskId },
  query,
});
function pending() {
  let end: (status: TaskStatus) => void = () => undefined;
  const ended = new Promise<TaskStatus>((resolve) => (end = resolve));
  return { ended, end: (status: TaskStatus) => end(status) };
}

const texts = () => n8n.started.map(({ json }) => json.text);

describe('a callback about a task that has ended', () => {
  test('starts the workflow, and is answered as received', async () => {
    tasks.set('done', () => completed('Hello.'));
    expect(await n8n.call(callback('done'))).toEqual({ statusCode: 200, body: { status: 'received' } });
    expect(texts()).toEqual(['Hello.']);
    expect(asked).toEqual(['done']);
    expect(n8n.log).toEqual([]);
  });

  test('starts it once, however often it arrives, at the same time or later', async () => {
    tasks.set('done', () => completed());
    const together = await Promise.all([1, 2, 3].map(() => n8n.call(callback('done'))));
    const later = await n8n.call(callback('done'));
    expect([...together, later].map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    expect(n8n.started).toHaveLength(1);
    expect(asked).toEqual(['done']);
  });

  test('is recognised as delivered after a restart, from the stored data of the workflow', async () => {
    tasks.set('done', () => completed());
    await n8n.call(callback('done'));
    const restarted = new SmallN8n();
    restarted.staticData = n8n.staticData;
    expect((await restarted.call(callback('done'))).statusCode).toBe(200);
    expect(restarted.started).toEqual([]);
  });

  test('starts it once even if another request has overwritten the stored data of the workflow', async () => {
    tasks.set('done', () => completed());
    await n8n.call(callback('done'));
    n8n.staticData = {};
    expect((await n8n.call(callback('done'))).statusCode).toBe(200);
    expect(n8n.started).toHaveLength(1);
  });

  test('starts nothing if the user asked for failures only', async () => {
    tasks.set('done', () => completed());
    n8n.parameters.events = ['failed'];
    expect((await n8n.call(callback('done'))).statusCode).toBe(200);
    expect(n8n.started).toEqual([]);
  });
});

describe('a callback about a task that has not ended', () => {
  test('is answered 503 after one read, and the webhook ends', async () => {
    tasks.set('early', () => ({ state: 'running' }));
    expect(await n8n.call(callback('early'))).toEqual({ statusCode: 503, body: { status: 'waiting' } });
    expect(asked).toEqual(['early']);
  });

  test('is repeated by n8n itself until the task has ended, at growing intervals', async () => {
    const states = [
      { state: 'running' as const },
      unavailable(),
      { state: 'running' as const },
      completed('At last.'),
    ];
    tasks.set('early', () => states.shift() ?? completed('again'));
    await n8n.call(callback('early'));
    await pass(5 * minuteMs);
    expect(texts()).toEqual(['At last.']);
    expect(asked).toHaveLength(4);
    expect(n8n.sent.map(({ url }) => url.split('?')[0])).toEqual([n8n.url, n8n.url, n8n.url]);
  });

  test('survives hours of maintenance, and is logged once', async () => {
    let isOver = false;
    tasks.set('paid', () => (isOver ? completed('Paid for.') : unavailable()));
    await n8n.call(callback('paid'));
    await pass(6 * hourMs);
    expect(texts()).toEqual([]);
    isOver = true;
    await pass(10 * minuteMs);
    expect(texts()).toEqual(['Paid for.']);
    const lines = n8n.log.filter((line) => line.includes('under maintenance'));
    expect(lines.length).toBeLessThanOrEqual(7);
    expect(lines[0]).toBe(
      `"Apikley Trigger" in workflow ${n8n.workflowId} can't read a task yet that Apikley called back about: Apikley is under maintenance (task ID paid).`,
    );
    expect(asked.length).toBeLessThan(100);
  });

  test('is given up after a day, with a line that names it', async () => {
    tasks.set('endless', () => ({ state: 'running' }));
    await n8n.call(callback('endless'));
    await pass(25 * hourMs);
    const before = asked.length;
    expect(n8n.log.at(-1)).toContain('gives up waiting for a task');
    expect(n8n.log.at(-1)).toContain('(task ID endless)');
    await pass(10 * hourMs);
    expect(asked).toHaveLength(before);
  });

  test('is not repeated once Apikley has called again and the callback was delivered', async () => {
    let isOver = false;
    tasks.set('early', () => (isOver ? completed() : { state: 'running' }));
    await n8n.call(callback('early'));
    isOver = true;
    await n8n.call(callback('early'));
    await pass(hourMs);
    expect(n8n.started).toHaveLength(1);
    expect(n8n.sent).toEqual([]);
  });

  test('is not repeated if it is itself a repetition, whichever process made it', async () => {
    tasks.set('early', () => ({ state: 'running' }));
    const headers = { 'x-transcribe-own-call': '1' };
    expect((await n8n.call({ ...callback('early'), headers })).statusCode).toBe(503);
    await pass(hourMs);
    expect(n8n.sent).toEqual([]);
    await n8n.call(callback('early'));
    await pass(minuteMs);
    expect(n8n.sent[0]?.headers).toEqual(headers);
  });

  test('makes the whole account pause for as long as Apikley asks', async () => {
    const asking = new TranscriptionError('Too many requests.', {
      code: 'rateLimited',
      retryable: true,
      retryAfterMs: 30_000,
    });
    tasks.set('limited', () => asking);
    tasks.set('done', () => completed());
    await n8n.call(callback('limited'));
    const fromMs = clock.elapsedMs;
    await n8n.call(callback('done'));
    await pass(minuteMs);
    expect(n8n.started).toHaveLength(1);
    expect(askedAtMs.get('done')).toBeGreaterThanOrEqual(fromMs + 29_000);
  });

  test('is repeated despite whatever a proxy answers instead of n8n', async () => {
    let isOver = false;
    tasks.set('early', () => (isOver ? completed() : { state: 'running' }));
    const pages = [401, 403, 302, 404, 502].map((statusCode) => ({ statusCode, body: '<html></html>' }));
    await n8n.call(callback('early'));
    isOver = true;
    n8n.way = () => pages.shift();
    await pass(10 * minuteMs);
    expect(pages).toEqual([]);
    expect(n8n.started).toHaveLength(1);
  });

  test('with an empty or unreadable result is settled by the one place that decides what is final', async () => {
    tasks.set('empty', () => ({
      state: 'empty',
      transcript: { provider: 'apikley', model: 'm', status: 'completed', text: '' },
    }));
    tasks.set('deadLink', () => ({ state: 'unreadable', error: unavailable('The result file is gone.') }));
    await n8n.call(callback('empty'));
    await n8n.call(callback('deadLink'));
    expect(n8n.started).toEqual([]);
    await pass(hourMs);
    expect(n8n.started.map(({ json }) => json.status).sort()).toEqual(['completed', 'failed']);
  });
});

describe('a callback about a task that the account does not have', () => {
  test('is read until it is clear that there is none, then refused with a line in the log', async () => {
    await n8n.call(callback('madeUp'));
    await pass(24 * hourMs);
    expect(asked.length).toBeLessThanOrEqual(3);
    expect(n8n.started).toEqual([]);
    expect(n8n.answers.at(-1)).toMatchObject({ statusCode: 403 });
    expect(n8n.log.at(-1)).toContain(
      'refused a callback: the account does not know the task (task ID madeUp)',
    );
  });

  test('is delivered if the task was only not visible yet', async () => {
    let visible = false;
    tasks.set('young', () => (visible ? completed('Young.') : { state: 'notFound' }));
    expect(await n8n.call(callback('young'))).toMatchObject({ statusCode: 503, body: { status: 'unknown' } });
    visible = true;
    await pass(minuteMs);
    expect(texts()).toEqual(['Young.']);
  });

  test("is delivered with the provider's answer if that is a failure", async () => {
    tasks.set('failed', () => ({ state: 'failed', error: unavailable('Apikley could not transcribe it.') }));
    await n8n.call(callback('failed'));
    expect(n8n.started[0]?.json).toMatchObject({ status: 'failed', provider: 'apikley' });
  });
});

describe('a slow read', () => {
  test('is answered 503 in good time, and delivered when it ends', async () => {
    const { end, ended } = pending();
    tasks.set('slow', () => ended);
    expect(await n8n.call(callback('slow'))).toEqual({ statusCode: 503, body: { status: 'unavailable' } });
    end(completed('Slow.'));
    await pass(1_000);
    expect(texts()).toEqual(['Slow.']);
    expect((await n8n.call(callback('slow'))).statusCode).toBe(200);
    expect(n8n.started).toHaveLength(1);
  });

  test('keeps a few other callbacks waiting, while the rest are told to come again', async () => {
    const { end, ended } = pending();
    tasks.set('slow', () => ended);
    const first = n8n.call(callback('slow'));
    const others = Array.from({ length: 20 }, () => n8n.call(callback('slow')));
    end(completed());
    const answers = await Promise.all([first, ...others]);
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(9);
    expect(asked).toEqual(['slow']);
    expect(n8n.started).toHaveLength(1);
  });
});

describe('an n8n that does not reach its own address', () => {
  test('waits for the task in the webhook, which takes turns only to read', async () => {
    tasks.set('first', () => ({ state: 'running' }));
    n8n.way = () => ({ statusCode: 401, body: 'Who are you?' });
    await n8n.call(callback('first'));
    await pass(minuteMs);
    let isOver = false;
    tasks.set('second', () => (isOver ? completed('In the end.') : { state: 'running' }));
    expect((await n8n.call(callback('second'))).statusCode).toBe(503);
    await pass(3 * hourMs);
    isOver = true;
    await pass(10 * minuteMs);
    expect(texts()).toEqual(['In the end.']);
  });

  test('has room for the next one when a wait has ended', async () => {
    const way = () => ({ statusCode: 401, body: 'Who are you?' });
    n8n.way = way;
    tasks.set('first', () => ({ state: 'running' }));
    await n8n.call(callback('first'));
    await pass(minuteMs);
    for (let index = 0; index < 12; index++) {
      const states = [{ state: 'running' as const }, completed(`Wait ${index}.`)];
      tasks.set(`next${index}`, () => states.shift() ?? completed());
      await n8n.call(callback(`next${index}`));
      await pass(10_000);
    }
    expect(texts()).toHaveLength(12);
  });
});

describe('anyone with the URL, if any task of the account is accepted,', () => {
  beforeEach(() => {
    n8n.parameters.accept = 'anyTask';
  });

  test('starts nothing with made-up tasks, and each costs at most one read', async () => {
    const flood = Array.from({ length: 400 }, (_, index) => n8n.call(callback(`madeUp${index}`, {})));
    const answers = await Promise.all(flood);
    await pass(24 * hourMs);
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([503]));
    expect(asked.length).toBeLessThanOrEqual(20);
    expect(n8n.sent).toEqual([]);
    expect(n8n.started).toEqual([]);
    // Those that are not read are refused before anything is loaded: one lookup to check a callback, one to read.
    expect(n8n.credentialReads).toBeLessThanOrEqual(2 * 20);
  });

  test('gets no more reads than an account can create tasks, however long the flood lasts', async () => {
    for (let index = 0; index < 400; index++) {
      await n8n.call(callback(`madeUp${index}`, {}));
      await pass(100);
    }
    expect(asked.length).toBeLessThanOrEqual(5 * 20);
    const other = new SmallN8n();
    tasks.set('genuine', () => completed('Served.'));
    expect(await other.call(callback('genuine'))).toMatchObject({ statusCode: 200 });
    expect(other.started).toHaveLength(1);
  });

  test('does not delay the tasks that the account has with a flood', async () => {
    const states = [{ state: 'running' as const }, { state: 'running' as const }, completed('Mine.')];
    tasks.set('mine', () => states.shift() ?? completed());
    await n8n.call(callback('mine', {}));
    for (let index = 0; index < 200; index++) {
      await n8n.call(callback(`madeUp${index}`, {}));
      await pass(50);
    }
    expect(texts()).toEqual(['Mine.']);
  });

  test('is asked to call again about a task that may only not be visible yet', async () => {
    let visible = false;
    tasks.set('young', () => (visible ? completed('Young.') : { state: 'notFound' }));
    const unknown = { statusCode: 503, body: { status: 'unknown' } };
    expect(await n8n.call(callback('young', {}))).toEqual(unknown);
    await pass(90_000);
    expect(await n8n.call(callback('young', {}))).toEqual(unknown);
    expect(n8n.sent).toEqual([]);
    expect(n8n.log).toEqual([
      `"Apikley Trigger" in workflow ${n8n.workflowId} asked to be called again about a task that the account does not know, at least not yet (task ID young).`,
    ]);
    visible = true;
    expect(await n8n.call(callback('young', {}))).toMatchObject({ statusCode: 200 });
    expect(texts()).toEqual(['Young.']);
  });

  test('is refused once the task would have become visible, each task by itself', async () => {
    await n8n.call(callback('madeUp', {}));
    await pass(90_001);
    expect(await n8n.call(callback('other', {}))).toMatchObject({ statusCode: 503 });
    expect(await n8n.call(callback('madeUp', {}))).toEqual({
      statusCode: 403,
      body: { status: 'refused' },
    });
    expect(n8n.log.at(-1)).toContain(
      'refused a callback: the account does not know the task (task ID madeUp)',
    );
    expect([asked.length, n8n.sent, n8n.started]).toEqual([3, [], []]);
  });

  test('causes no later reads at a provider that is unavailable now', async () => {
    tasks.set('unread', () => unavailable());
    expect((await n8n.call(callback('unread', {}))).statusCode).toBe(503);
    await pass(24 * hourMs);
    expect(asked).toEqual(['unread']);
    expect(n8n.log).toHaveLength(1);
  });

  test('can make it wait for a task that the account has', async () => {
    const states = [{ state: 'running' as const }, completed('Mine.')];
    tasks.set('mine', () => states.shift() ?? completed());
    await n8n.call(callback('mine', {}));
    await pass(minuteMs);
    expect(texts()).toEqual(['Mine.']);
  });
});

describe('a callback URL that was leaked', () => {
  test('does not keep other workflows from being served, even while all its tasks hang', async () => {
    const other = new SmallN8n();
    const { end, ended } = pending();
    for (let index = 0; index < 8; index++) tasks.set(`madeUp${index}`, () => ended);
    tasks.set('genuine', () => completed('Served.'));
    const flood = Array.from({ length: 8 }, (_, index) => n8n.call(callback(`madeUp${index}`)));
    expect(await other.call(callback('genuine'))).toMatchObject({ statusCode: 200 });
    expect((await Promise.all(flood)).every(({ statusCode }) => statusCode === 503)).toBe(true);
    expect(other.started).toHaveLength(1);
    end({ state: 'notFound' });
  });

  test('costs at most three reads for each made-up task, and others are served within seconds', async () => {
    const query = ticketOf();
    const flood = Array.from({ length: 60 }, (_, index) => n8n.call(callback(`madeUp${index}`, query)));
    await Promise.all(flood);
    const other = new SmallN8n();
    const states = [{ state: 'running' as const }, completed()];
    tasks.set('genuine', () => states.shift() ?? completed());
    await other.call(callback('genuine'));
    await pass(5_000);
    expect(other.started).toHaveLength(1);
    await pass(24 * hourMs);
    expect(asked.length).toBeLessThanOrEqual(3 * 60 + 2);
    expect(n8n.started).toEqual([]);
  });
});
