import { mockClock } from '../../../support/useFakeClock';
import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { newSecret } from '../../../../nodes/shared/webhooks/secret';
import { suspendedExecutions } from '../../../../nodes/Transcribe/suspend/executions';
import { keepRinging, ringSoon } from '../../../../nodes/Transcribe/suspend/reconciler';

const webhookFunctions = z.custom<IWebhookFunctions>();
const requestSchema = z.object({ url: z.string(), body: z.unknown() });

const hourMs = 3_600_000;
const waiting = { statusCode: 200, body: { status: 'waiting' } };
const gone = { statusCode: 409, body: { message: 'The execution "7" has finished already.' } };

/** When each doorbell was rung, in milliseconds since the test began, in order. */
let rings: Array<[url: string, atMs: number]>;
let fromMs: number;
let respond: (url: string) => unknown;
beforeEach(() => {
  rings = [];
  fromMs = mockClock.now();
  respond = () => waiting;
});
afterEach(async () => {
  respond = () => gone;
  await mockClock.sleep(360_000);
});

const context = webhookFunctions.parse({
  helpers: {
    httpRequest: async (given: unknown) => {
      const { url, body } = requestSchema.parse(given);
      expect(body).toEqual({});
      rings.push([url, mockClock.now() - fromMs]);
      return await Promise.resolve(respond(url));
    },
  },
});

const bell = (name: string) => `https://n8n.example.com/webhook-waiting/${name}/transcribe`;
const forAnHour = () => ({ lastCallMs: mockClock.now() + hourMs, endMs: mockClock.now() + hourMs });
const ring = (secret: string, name = 'one') => keepRinging(context, () => bell(name), secret, forAnHour());
const at = (name = 'one') => rings.filter(([url]) => url === bell(name)).map(([, atMs]) => atMs);

describe('the doorbell of a suspended execution', () => {
  test('is rung at growing intervals', async () => {
    ring(newSecret());
    await mockClock.sleep(20_000);
    expect(at()).toEqual([2_000, 6_000, 14_000]);
  });

  test('is rung by one, however many callbacks ask for it', async () => {
    const secret = newSecret();
    ring(secret);
    const getUrl = jest.fn(() => bell('one'));
    for (let callback = 0; callback < 5; callback++) keepRinging(context, getUrl, secret, forAnHour());
    await mockClock.sleep(20_000);
    expect(at()).toEqual([2_000, 6_000, 14_000]);
    expect(getUrl).not.toHaveBeenCalled();
  });

  test('is rung until n8n says that nothing waits behind it, and no longer', async () => {
    ring(newSecret());
    respond = () => (at().length < 3 ? waiting : gone);
    await mockClock.sleep(hourMs);
    expect(at()).toHaveLength(3);
  });

  test.each([
    ['nobody answers', () => Promise.reject(new Error('ECONNREFUSED'))],
    ['a proxy answers', () => ({ statusCode: 401, body: '<html></html>' })],
    ['it is still being stored', () => ({ statusCode: 409, body: { message: 'It is running already.' } })],
  ])('is rung again although %s', async (_what, answer) => {
    ring(newSecret());
    respond = answer;
    await mockClock.sleep(20_000);
    expect(at()).toEqual([2_000, 6_000, 14_000]);
  });

  test('can be rung anew once the ringing has ended', async () => {
    const secret = newSecret();
    respond = () => gone;
    ring(secret);
    await mockClock.sleep(10_000);
    ring(secret);
    await mockClock.sleep(10_000);
    expect(at()).toEqual([2_000, 12_000]);
  });

  test('is no longer rung after its deadline', async () => {
    ring(newSecret());
    await mockClock.sleep(hourMs + 1);
    const before = rings.length;
    await mockClock.sleep(hourMs);
    expect(rings).toHaveLength(before);
  });
});

test('what was learnt of an execution is forgotten when the ringing ends, and not before', async () => {
  const secret = newSecret();
  const fanIn = suspendedExecutions.fanInFor(secret, []);
  ring(secret);
  await mockClock.sleep(10_000);
  expect(suspendedExecutions.fanInFor(secret, [])).toBe(fanIn);
  respond = () => gone;
  await mockClock.sleep(10_000);
  expect(suspendedExecutions.fanInFor(secret, [])).not.toBe(fanIn);
});

describe('the doorbells of several executions', () => {
  test('are rung one at a time, with a rest as long as the ring before it', async () => {
    respond = () => mockClock.sleep(3_000).then(() => gone);
    ring(newSecret(), 'one');
    ring(newSecret(), 'two');
    ring(newSecret(), 'three');
    await mockClock.sleep(30_000);
    expect([at('one'), at('two'), at('three')]).toEqual([[2_000], [8_000], [14_000]]);
  });

  test('are rung after a rest also if the ring failed', async () => {
    respond = () => mockClock.sleep(3_000).then(() => Promise.reject(new Error('ETIMEDOUT')));
    ring(newSecret(), 'one');
    ring(newSecret(), 'two');
    await mockClock.sleep(9_000);
    expect([at('one'), at('two')]).toEqual([[2_000], [8_000]]);
  });

  test('are not mixed up', async () => {
    respond = (url) => (url === bell('one') ? gone : waiting);
    ring(newSecret(), 'one');
    ring(newSecret(), 'two');
    await mockClock.sleep(20_000);
    expect([at('one'), at('two')]).toEqual([[2_000], [2_000, 6_000, 14_000]]);
  });
});

describe('when a task is about to end', () => {
  test('the bell is rung within ten seconds instead of minutes', async () => {
    const secret = newSecret();
    ring(secret);
    await mockClock.sleep(700_000);
    const before = at().length;
    ringSoon(secret);
    await mockClock.sleep(10_001);
    expect(at()).toHaveLength(before + 1);
  });

  test('which a ring has found out, the next one comes within ten seconds', async () => {
    const secret = newSecret();
    ring(secret);
    await mockClock.sleep(700_000);
    respond = () => {
      ringSoon(secret);
      respond = () => waiting;
      return waiting;
    };
    await mockClock.sleep(300_000);
    const [last = 0] = at().filter((atMs) => atMs > 700_000);
    expect(
      at()
        .filter((atMs) => atMs >= last)
        .slice(0, 3),
    ).toEqual([last, last + 10_000, last + 30_000]);
  });

  test('only that bell is rung sooner', async () => {
    const secret = newSecret();
    ring(secret, 'one');
    ring(newSecret(), 'two');
    await mockClock.sleep(700_000);
    const before = at('two').length;
    ringSoon(secret);
    ringSoon('nobody waits for it');
    await mockClock.sleep(10_000);
    expect(at('two')).toHaveLength(before);
  });
});
