import './useSmallN8n';
import { signCallback } from '../../../providers/apikley/callback';
import { ticketKey } from '../../../transcription/callbacks/ticket';
import { clock, pass, SmallN8n, ticketOf } from './smallN8n';
import { completed, current, newAccount, tasks, unavailable } from './tasks';

const hmacKey = 'hmac-key-5d21';
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

let n8n: SmallN8n;
beforeEach(() => {
  n8n = new SmallN8n();
  tasks.clear();
  tasks.set('done', () => completed());
  current.account = newAccount();
});
afterEach(async () => {
  tasks.clear();
  await pass(26 * hourMs);
});

const refused = { statusCode: 403, body: { status: 'refused' } };
const body = { taskId: 'done' };

const signed = ({ taskId = 'done', key = hmacKey, atMs = clock.now() } = {}) => {
  const { timestamp, signature } = signCallback(taskId, key, atMs);
  return { 'x-webhook-timestamp': timestamp, 'x-webhook-signature': signature };
};

describe('a refused callback starts nothing, is answered like all others, and leaves one line in the log', () => {
  test.each([
    ['without a ticket', () => ({}), 'it has no ticket'],
    ['with another ticket', () => ({ ticket: 'v2.nonsense.nonsense' }), 'its ticket was altered'],
    ['with a ticket of another account', () => ticketOf({}, 'sk-foreign'), 'its ticket was altered'],
  ])('%s', async (_what, query, reason) => {
    const call = { body, query: query() };
    expect(await n8n.call(call)).toEqual(refused);
    expect(await n8n.call(call)).toEqual(refused);
    expect(n8n.started).toEqual([]);
    expect(n8n.log).toEqual([
      expect.stringMatching(
        new RegExp(
          `^"Apikley Trigger" in workflow ${n8n.workflowId} refused a callback: ${reason}.* \\(task ID done\\)\\.$`,
        ),
      ),
    ]);
  });

  test('with a ticket older than a week', async () => {
    const query = ticketOf();
    await pass(8 * dayMs);
    expect(await n8n.call({ body, query })).toEqual(refused);
    expect(n8n.log.join()).toContain('its ticket is older than a week (task ID done)');
  });

  test.each([
    ['whose body is empty', {}, 'its body holds nothing that can be read'],
    ['whose body is no object', 'text', 'its body holds nothing that can be read'],
    ['that names no task', { data: { state: 'success' } }, 'it names no task'],
  ])('%s', async (_what, said, reason) => {
    expect(await n8n.call({ body: said, query: ticketOf() })).toEqual(refused);
    expect(n8n.log).toEqual([
      `"Apikley Trigger" in workflow ${n8n.workflowId} refused a callback: ${reason}.`,
    ]);
  });

  test('while the credential has no API key', async () => {
    n8n.credential = { apiKey: ' ', baseUrl: 'https://api.example.com' };
    expect(await n8n.call({ body, query: ticketOf() })).toEqual(refused);
    expect(n8n.log.join()).toContain('the credential has no API Key (task ID done)');
  });
});

describe('with signatures required', () => {
  beforeEach(() => {
    n8n.parameters.accept = 'signature';
    n8n.credential.webhookHmacSecret = hmacKey;
  });

  test('a callback signed by Apikley starts the workflow', async () => {
    expect((await n8n.call({ body, headers: signed() })).statusCode).toBe(200);
    expect(n8n.started).toHaveLength(1);
  });

  test.each([
    ['without a signature', () => ({}), 'it is not signed'],
    ['with a ticket in place of one', () => ({}), 'it is not signed'],
    ['signed with another key', () => signed({ key: 'another' }), 'its signature is wrong'],
    ['signed for another task', () => signed({ taskId: 'other' }), 'its signature is wrong'],
    ['signed six minutes ago', () => signed({ atMs: clock.now() - 6 * minuteMs }), 'its signature is older'],
  ])('one %s is refused, and the log says so', async (_what, headers, reason) => {
    expect(await n8n.call({ body, headers: headers(), query: ticketOf() })).toEqual(refused);
    expect(n8n.started).toEqual([]);
    expect(n8n.log).toHaveLength(1);
    expect(n8n.log[0]).toContain(`refused a callback: ${reason}`);
    expect(n8n.log[0]).toContain('(task ID done)');
  });

  test('one whose headers are not strings is refused like any other', async () => {
    for (const strange of [null, 7, ['1'], { toString: null }, Symbol('1')]) {
      const headers = { 'x-webhook-timestamp': strange, 'x-webhook-signature': strange };
      expect(await n8n.call({ body, headers })).toEqual(refused);
    }
    expect(n8n.log).toHaveLength(1);
  });

  test.each([undefined, '', '  '])('all are refused while the key is %j', async (webhookHmacSecret) => {
    n8n.credential.webhookHmacSecret = webhookHmacSecret;
    for (const key of ['', ' ', 'undefined', hmacKey]) {
      expect(await n8n.call({ body, headers: signed({ key }) })).toEqual(refused);
    }
    expect(n8n.log).toHaveLength(1);
    expect(n8n.log[0]).toContain('the credential has no Webhook HMAC Key');
  });

  test('n8n repeats one to itself with a new signature, hours after the first', async () => {
    let isOver = false;
    tasks.set('done', () => (isOver ? completed() : unavailable()));
    await n8n.call({ body, headers: signed() });
    await pass(3 * hourMs);
    isOver = true;
    await pass(10 * minuteMs);
    expect(n8n.started).toHaveLength(1);
    const marked = n8n.sent.at(-1)?.headers ?? {};
    expect(marked['x-webhook-signature']).toBeDefined();
  });
});

describe('a ticket of a replaced API key', () => {
  const metadata = { contact: 4711 };
  const replaced = async (openedAs = 'activate') => {
    await n8n.open(openedAs);
    const query = ticketOf({ metadata });
    n8n.credential.apiKey = 'sk-second-key';
    return query;
  };

  test('is valid while its task can be read with the current key', async () => {
    const query = await replaced();
    expect((await n8n.call({ body, query })).statusCode).toBe(200);
    expect(n8n.started[0]?.json).toMatchObject({ metadata });
  });

  test('is valid even if the trigger learnt the key from a callback', async () => {
    tasks.set('before', () => completed());
    await n8n.call({ body: { taskId: 'before' }, query: ticketOf() });
    const query = ticketOf({ metadata });
    n8n.credential.apiKey = 'sk-second-key';
    expect((await n8n.call({ body, query })).statusCode).toBe(200);
  });

  test('is not valid for more than a week', async () => {
    await n8n.open('activate');
    await pass(4 * dayMs);
    const query = ticketOf();
    n8n.credential.apiKey = 'sk-second-key';
    await pass(4 * dayMs);
    expect(await n8n.call({ body, query })).toEqual(refused);
  });

  test('is not valid if the trigger never had the key', async () => {
    await replaced();
    expect(await n8n.call({ body, query: ticketOf({ metadata }, 'sk-third-key') })).toEqual(refused);
  });

  test('resumes nothing before the current account is shown to have the task', async () => {
    const other = new SmallN8n();
    await n8n.open('activate');
    const query = ticketOf({ resumeUrl: `${other.origin}/webhook-waiting/7/transcribe` });
    n8n.credential.apiKey = 'sk-second-key';
    tasks.set('foreign', () => ({ state: 'notFound' }));
    await n8n.call({ body: { taskId: 'foreign' }, query });
    await pass(hourMs);
    expect(other.sent).toEqual([]);
    await n8n.call({ body, query });
    await pass(minuteMs);
    expect(other.sent[0]?.url).toBe(`${other.origin}/webhook-waiting/7/transcribe`);
    expect(n8n.started).toEqual([]);
  });

  test('leaves nothing with the workflow from which another ticket could be made', async () => {
    await replaced();
    await n8n.call({ body, query: ticketOf({}, 'sk-second-key') });
    const kept = JSON.stringify(n8n.staticData);
    for (const apiKey of ['sk-first-key', 'sk-second-key']) {
      expect(kept).not.toContain(apiKey);
      expect(kept).not.toContain(ticketKey(apiKey));
    }
    expect(n8n.staticData.ticketKeys).toHaveLength(2);
  });
});

test('a flood of refused callbacks logs at most one line per second', async () => {
  for (let index = 0; index < 500; index++) await n8n.call({ body: { taskId: `task${index}` } });
  expect(n8n.log.length).toBeLessThanOrEqual(60);
  await pass(2 * minuteMs);
  await n8n.call({ body: { taskId: 'later' } });
  expect(n8n.log.at(-1)).toMatch(/\(task ID later\)\. \(44\d more such lines were left out before\.\)$/);
});

test('a body that is null is refused like an empty one', async () => {
  expect(await n8n.call({ body: null, query: ticketOf() })).toEqual(refused);
  expect(n8n.log.join()).toContain('its body holds nothing that can be read');
});

test('a ticket that comes twice in the URL is none', async () => {
  const query = Object.fromEntries(
    Object.entries(ticketOf()).map(([name, ticket]) => [name, [ticket, ticket]]),
  );
  expect(await n8n.call({ body, query })).toEqual(refused);
  expect(n8n.log.join()).toContain('it has no ticket');
});

describe('half a signature', () => {
  test.each(['x-webhook-timestamp', 'x-webhook-signature'] as const)('%s alone, is none', async (name) => {
    n8n.parameters.accept = 'signature';
    n8n.credential.webhookHmacSecret = hmacKey;
    expect(await n8n.call({ body, headers: { [name]: signed()[name] } })).toEqual(refused);
    expect(n8n.log.join()).toContain('it is not signed');
  });
});

test.each([
  ['while the credential has no HMAC key', undefined],
  ['although the credential has an HMAC key', hmacKey],
])('a callback that had a ticket is repeated without a signature, %s', async (_what, webhookHmacSecret) => {
  n8n.credential.webhookHmacSecret = webhookHmacSecret;
  let isOver = false;
  tasks.set('done', () => (isOver ? completed() : unavailable()));
  await n8n.call({ body, query: ticketOf() });
  isOver = true;
  await pass(hourMs);
  expect(n8n.started).toHaveLength(1);
  expect(n8n.sent.length).toBeGreaterThan(0);
  for (const { headers } of n8n.sent) expect(Object.keys(headers)).not.toContain('x-webhook-signature');
});
