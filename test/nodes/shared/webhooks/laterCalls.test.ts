import { mockClock } from '../../../support/useFakeClock';
import { Readable } from 'node:stream';
import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import {
  callNoMore,
  callOwnLater,
  isCalledLater,
  type LaterCall,
} from '../../../../nodes/shared/webhooks/laterCalls';
import { callOwn, reachesItself, readyForOwnCalls } from '../../../../nodes/shared/webhooks/ownCalls';

const webhookFunctions = z.custom<IWebhookFunctions>();

interface Request {
  url: string;
  headers: Record<string, string>;
  atMs: number;
}

const requests: Request[] = [];
let respond: (request: Request) => unknown;
const requestSchema = z.object({ url: z.string(), headers: z.record(z.string()) });

beforeEach(() => {
  requests.length = 0;
  respond = () => received;
  const httpRequest = async (given: unknown) => {
    const request = { ...requestSchema.parse(given), atMs: mockClock.elapsedMs };
    requests.push(request);
    return await Promise.resolve(respond(request));
  };
  readyForOwnCalls(webhookFunctions.parse({ helpers: { httpRequest } }));
});

const received = { statusCode: 200, body: { status: 'received' } };
const says = (status: string) => ({ statusCode: 503, body: { status } });

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
let urls = 0;
const call = (more: Partial<LaterCall> = {}): LaterCall => ({
  url: `https://n8n.example.com/webhook/${++urls}`,
  body: { taskId: 'task' },
  forMs: 24 * hourMs,
  ...more,
});
const waits = () => requests.map(({ atMs }, index) => atMs - (requests[index - 1]?.atMs ?? atMs));
const pass = (ms: number) => mockClock.sleep(ms);
const ended = () => pass(30 * hourMs);

describe('a webhook that is called later', () => {
  test('is called until the node has nothing left to do, and no longer', async () => {
    const answers = [says('waiting'), says('waiting'), received];
    respond = () => answers.shift();
    callOwnLater(call());
    await ended();
    expect(requests).toHaveLength(3);
  });

  test('is called again after any answer that is not from the node', async () => {
    const answers = [401, 403, 404, 302, 502].map((statusCode) => ({ statusCode, body: '<html></html>' }));
    respond = () => answers.shift() ?? received;
    callOwnLater(call());
    await ended();
    expect(requests).toHaveLength(6);
  });

  test('is called again when the call failed', async () => {
    const fromMs = mockClock.elapsedMs + 10 * minuteMs;
    respond = ({ atMs }) => (atMs > fromMs ? received : Promise.reject(new Error('ECONNREFUSED')));
    callOwnLater(call());
    await ended();
    expect(requests.length).toBeGreaterThan(3);
    expect(requests.length).toBeLessThan(15);
  });

  test('is called at growing intervals of five minutes at most', async () => {
    respond = () => says('waiting');
    callOwnLater(call({ said: 'waiting', forMs: 30 * minuteMs }));
    await ended();
    expect(waits().slice(1, 10)).toEqual(
      [4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1_000),
    );
  });

  test('that is merely busy is called every minute', async () => {
    respond = () => says('busy');
    callOwnLater(call({ forMs: 30 * minuteMs }));
    await ended();
    expect(Math.max(...waits())).toBe(minuteMs);
  });

  test('about an unknown task is called twice more, once the task has had time to appear', async () => {
    respond = () => says('unknown');
    callOwnLater(call({ said: 'unknown', forMs: 100_000 }));
    await ended();
    expect(waits()).toEqual([0, 95_000]);
  });

  test('gets new headers for each call', async () => {
    const answers = [says('waiting'), received];
    respond = () => answers.shift();
    let made = 0;
    callOwnLater(call({ headers: () => ({ signature: String(++made) }) }));
    await ended();
    expect(requests.map(({ headers }) => headers.signature)).toEqual(['1', '2']);
  });

  test('is given up after its time, which is reported once', async () => {
    respond = () => says('waiting');
    const onGivenUp = jest.fn();
    callOwnLater(call({ forMs: hourMs, onGivenUp }));
    await ended();
    expect(onGivenUp).toHaveBeenCalledTimes(1);
    expect(requests.at(-1)?.atMs).toBeLessThan((requests[0]?.atMs ?? 0) + 1.2 * hourMs);
  });

  test('is called by one call at a time, and no longer once it is unnecessary', async () => {
    respond = () => says('waiting');
    const same = call({ id: 'same', onGivenUp: jest.fn() });
    expect([callOwnLater(same), callOwnLater({ ...same })]).toEqual([true, true]);
    await pass(2_000);
    expect(requests).toHaveLength(1);
    callNoMore('same');
    await ended();
    expect(requests).toHaveLength(1);
    expect(same.onGivenUp).not.toHaveBeenCalled();
  });
});

describe('a webhook that is called later', () => {
  test('is called for ten minutes, beginning with a short wait, unless anything else is said', async () => {
    respond = () => says('busy');
    const fromMs = mockClock.elapsedMs;
    callOwnLater({ url: call().url, body: {} });
    await ended();
    expect(requests[0]?.atMs).toBe(fromMs + 1_000);
    expect(waits().slice(1, 8)).toEqual([2, 4, 8, 16, 32, 60, 60].map((seconds) => seconds * 1_000));
    const lastMs = requests.at(-1)?.atMs ?? 0;
    expect(lastMs).toBeGreaterThanOrEqual(fromMs + 10 * minuteMs);
    expect(lastMs).toBeLessThan(fromMs + 11 * minuteMs);
  });

  test('is called a last time when its time ends, and not after that', async () => {
    respond = () => says('waiting');
    const onGivenUp = jest.fn();
    callOwnLater(call({ said: 'waiting', forMs: 6_000, onGivenUp }));
    await pass(6_000);
    await pass(0);
    expect(requests).toHaveLength(2);
    expect(onGivenUp).toHaveBeenCalledTimes(1);
  });

  test('is called soon again when it gives another reason to wait', async () => {
    const answers = [says('busy'), says('busy'), says('waiting'), says('waiting'), says('unknown'), received];
    respond = () => answers.shift();
    callOwnLater(call());
    await ended();
    expect(waits().slice(1)).toEqual([2, 4, 2, 4, 10].map((seconds) => seconds * 1_000));
  });

  test('is known until it was called', async () => {
    callOwnLater(call({ id: 'known' }));
    expect([isCalledLater('known'), isCalledLater('unknown')]).toEqual([true, false]);
    await ended();
    expect(isCalledLater('known')).toBe(false);
  });

  test('is not called later because it is wanted again', async () => {
    const once = call();
    const fromMs = mockClock.elapsedMs;
    callOwnLater(once);
    await pass(500);
    callOwnLater({ ...once });
    await ended();
    expect(requests.map(({ atMs }) => atMs - fromMs)).toEqual([1_000]);
  });

  test('is not given up when it was called in time', async () => {
    const onGivenUp = jest.fn();
    callOwnLater(call({ onGivenUp }));
    await ended();
    expect([requests.length, onGivenUp.mock.calls.length]).toEqual([1, 0]);
  });

  test('is called once for each body', async () => {
    const { url } = call();
    for (const taskId of ['task_1', 'task_2', 'task_1']) {
      expect(callOwnLater({ url, body: { taskId } })).toBe(true);
    }
    await ended();
    expect(requests).toHaveLength(2);
  });

  test('may be wanted again after it was cancelled, by a call of its own', async () => {
    respond = () => says('waiting');
    const { url } = call();
    callOwnLater(call({ url, id: 'again', said: 'waiting', forMs: hourMs }));
    callNoMore('again');
    callOwnLater(call({ url, id: 'again', said: 'unknown', forMs: hourMs }));
    // The cancelled one notices it when its wait is over.
    await pass(5_000);
    expect([requests.length, isCalledLater('again')]).toEqual([0, true]);
    await ended();
  });

  test('is given up quietly, whatever that leads to', async () => {
    respond = () => says('waiting');
    const onGivenUp = () => {
      throw new Error('nobody catches this');
    };
    callOwnLater(call({ id: 'thrown', said: 'waiting', forMs: 1_000, onGivenUp }));
    await ended();
    expect(isCalledLater('thrown')).toBe(false);
  });
});

describe('at the same time', () => {
  /** The most requests under way at once. */
  async function mostAtOnce(calls: LaterCall[]): Promise<number> {
    let [underWay, most] = [0, 0];
    respond = async () => {
      most = Math.max(most, (underWay += 1));
      await pass(100);
      underWay -= 1;
      return received;
    };
    for (const one of calls) callOwnLater(one);
    await ended();
    expect(requests).toHaveLength(calls.length);
    return most;
  }

  test('two calls of one owner are under way', async () => {
    expect(await mostAtOnce(Array.from({ length: 10 }, () => call({ owner: 'busy' })))).toBe(2);
  });

  test('four calls are under way in all', async () => {
    expect(await mostAtOnce(Array.from({ length: 10 }, () => call()))).toBe(4);
  });
});

test('no more than 2,000 calls are pending, whoever their owners are', async () => {
  const calls = Array.from({ length: 2_010 }, (_, index) => call({ owner: `owner ${index % 10}` }));
  expect(calls.map(callOwnLater).filter(Boolean)).toHaveLength(2_000);
  await ended();
  expect(callOwnLater(call())).toBe(true);
  await ended();
});

test('an owner gets one more call for each that has ended, and no more', async () => {
  const fill = (said: string) => callOwnLater(call({ owner: 'full', said }));
  fill('busy');
  for (let others = 1; others < 500; others++) fill('waiting');
  await pass(1_500);
  expect([requests.length, fill('waiting'), fill('waiting')]).toEqual([1, true, false]);
  await ended();
});

test('a URL is an owner of its own if none is named', async () => {
  const { url } = call();
  const flood = Array.from({ length: 501 }, (_, index) => callOwnLater({ url, body: { index } }));
  expect(flood.lastIndexOf(true)).toBe(499);
  await ended();
});

test('an owner with 500 pending calls gets no more, but others do', async () => {
  const flood = Array.from({ length: 600 }, () => callOwnLater(call({ owner: 'flooded' })));
  expect(flood.filter(Boolean)).toHaveLength(500);
  expect(callOwnLater(call({ owner: 'other' }))).toBe(true);
  await ended();
  expect(callOwnLater(call({ owner: 'flooded' }))).toBe(true);
  await ended();
});

test('an answer larger than expected is abandoned, and not kept in memory', async () => {
  let sent = 0;
  respond = () => ({
    statusCode: 200,
    headers: {},
    body: Readable.from(
      (function* () {
        for (; sent < 1_000; sent++) yield Buffer.alloc(65_536, ' ');
      })(),
    ),
  });
  await expect(callOwn('https://n8n.example.com/webhook/huge', {})).rejects.toThrow(/larger than/);
  expect(sent).toBeLessThan(100);
});

describe('whether n8n can reach itself', () => {
  const url = 'https://self.example.com/webhook/7';

  test.each([
    ['nobody answers', () => Promise.reject(new Error('ECONNREFUSED'))],
    ['a proxy wants to know who is there', () => ({ statusCode: 401, body: { message: 'Unauthorized' } })],
    ['a proxy has a page of its own', () => ({ statusCode: 200, body: '<html></html>' })],
  ])('is doubted for five minutes when %s', async (_what, answer) => {
    respond = answer;
    await callOwn(url, {}).catch(() => undefined);
    expect(reachesItself(url)).toBe(false);
    expect(reachesItself('https://other.example.com/webhook/7')).toBe(true);
    await pass(6 * minuteMs);
    expect(reachesItself(url)).toBe(true);
  });

  test('is settled by the next answer', async () => {
    respond = () => Promise.reject(new Error('ECONNREFUSED'));
    await callOwn(url, {}).catch(() => undefined);
    respond = () => says('busy');
    await callOwn(url, {});
    expect(reachesItself(url)).toBe(true);
  });
});
