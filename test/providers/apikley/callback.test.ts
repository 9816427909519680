import { createHmac } from 'node:crypto';
import { isSignatureValid, signCallback, taskIdOfCallback } from '../../../providers/apikley/callback';

describe('the task of a callback', () => {
  test.each([
    [{ data: { taskId: 'task_1' } }],
    [{ data: { task_id: 'task_1' } }],
    [{ data: { recordId: 'task_1' } }],
    [{ data: { record_id: 'task_1' } }],
    [{ data: { id: 'task_1' } }],
    [{ taskId: 'task_1' }],
    [{ task_id: 'task_1' }],
    [{ recordId: 'task_1' }],
    [{ record_id: 'task_1' }],
  ])('is found in %j', (body) => {
    expect(taskIdOfCallback(body)).toBe('task_1');
  });

  test.each([[{ data: { taskId: 12345 } }], [{ task_id: 12345 }]])(
    'may have a number as its ID: %j',
    (body) => {
      expect(taskIdOfCallback(body)).toBe('12345');
    },
  );

  test('is found among all that comes with it, also on failure', () => {
    const details = {
      model: 'any',
      state: 'fail',
      param: '{}',
      resultJson: '',
      failCode: '500',
      failMsg: 'No.',
    };
    const body = { code: 501, msg: 'fail', data: { ...details, taskId: 'task_1', consumeCredits: 1.5 } };
    expect(taskIdOfCallback(body)).toBe('task_1');
  });

  test.each([
    [{ data: { taskId: 'first', task_id: 'other' }, taskId: 'other', task_id: 'other' }],
    [{ data: { task_id: 'first' }, taskId: 'other', task_id: 'other' }],
    [{ taskId: 'first', task_id: 'other' }],
  ])('is taken from the data before the rest, and from taskId before task_id: %j', (body) => {
    expect(taskIdOfCallback(body)).toBe('first');
  });

  test.each([
    [{ data: null, taskId: 'task_1' }],
    [{ data: {}, taskId: 'task_1' }],
    [{ data: 'text', task_id: 'task_1' }],
    [{ data: ['task_2'], task_id: 'task_1' }],
    [{ data: 7, task_id: 'task_1' }],
  ])('is looked for outside the data if the data has none: %j', (body) => {
    expect(taskIdOfCallback(body)).toBe('task_1');
  });

  test.each([
    [{ data: { taskId: null, task_id: 'task_1' } }],
    [{ data: { taskId: '', task_id: 'task_1' } }],
    [{ data: { taskId: 'task_1', task_id: null } }],
    [{ taskId: null, task_id: 'task_1' }],
    [{ data: { taskId: null }, task_id: 'task_1' }],
  ])('is found in spite of another spelling that is present but empty: %j', (body) => {
    expect(taskIdOfCallback(body)).toBe('task_1');
  });
});

describe('no task is named by', () => {
  test.each([
    undefined,
    null,
    0,
    7,
    Number.NaN,
    true,
    '',
    'task_1',
    '{"taskId":"task_1"}',
    [],
    ['task_1'],
    [{ taskId: 'task_1' }],
    [[{ data: { taskId: 'task_1' } }]],
    {},
    { data: null },
    { data: [] },
    { data: [{ taskId: 'task_1' }] },
    { data: '{"taskId":"task_1"}' },
    { data: { data: { taskId: 'task_1' } } },
    { data: 'task_0123456789' },
    { data: 1234567890 },
    { taskId: '' },
    { taskId: 0 },
    { taskId: -7 },
    { taskId: 7.5 },
    { taskId: 2 ** 60 },
    { taskId: true },
    { taskId: null },
    { taskId: ['task_1'] },
    { taskId: { toString: 'task_1' } },
    { data: { taskId: {} } },
    { TaskId: 'task_1', taskid: 'task_1', id: 'task_1' },
  ])('%j', (body) => {
    expect(taskIdOfCallback(body)).toBeUndefined();
  });

  test.each([
    '{"__proto__":{"taskId":"task_1"}}',
    '{"data":{"__proto__":{"taskId":"task_1"}}}',
    '{"__proto__":{"data":{"taskId":"task_1"}}}',
    '{"constructor":{"prototype":{"taskId":"task_1"}}}',
  ])('the JSON %s, which leaves prototypes unchanged', (json) => {
    expect(taskIdOfCallback(JSON.parse(json))).toBeUndefined();
    expect('taskId' in {}).toBe(false);
    expect('data' in {}).toBe(false);
  });

  test.each([
    ['a line end', 'task_1\r\nA line of another log'],
    ['a null', 'task_1\u0000'],
    ['a space', 'task 1'],
    ['half a character, which no URL can hold', 'task_\ud800'],
    ['letters of other scripts', 'задача'],
    ['more than 200 characters', 'x'.repeat(201)],
    ['10 MB', 'x'.repeat(10_000_000)],
  ])('an ID with %s, since it goes into a URL and into logs', (_what, taskId) => {
    expect(taskIdOfCallback({ data: { taskId } })).toBeUndefined();
    expect(taskIdOfCallback({ data: { taskId }, task_id: 'task_1' })).toBe('task_1');
  });

  test('objects or lists nested ten thousand levels deep', () => {
    const depth = 10_000;
    const objects: unknown = JSON.parse(`${'{"data":'.repeat(depth)}null${'}'.repeat(depth)}`);
    const lists: unknown = JSON.parse(`{"data":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    expect(taskIdOfCallback(objects)).toBeUndefined();
    expect(taskIdOfCallback(lists)).toBeUndefined();
  });
});

describe('a signature', () => {
  const key = 'webhook-hmac-key';
  const nowMs = Date.UTC(2030, 0, 1);
  const fiveMinutesMs = 300_000;

  const timestampAt = (ms: number) => String(ms / 1_000);
  const sign = (taskId: string, timestamp: string, by = key) =>
    createHmac('sha256', by).update(`${taskId}.${timestamp}`).digest('base64');

  const timestamp = timestampAt(nowMs);
  const signature = sign('task_1', timestamp);
  const check = (
    given: Partial<Parameters<typeof isSignatureValid>[1]> = {},
    by: string | undefined = key,
    atMs = nowMs,
  ) => isSignatureValid('task_1', { timestamp, signature, ...given }, by, atMs);

  test('made with the account’s key is valid', () => {
    expect(check()).toBe(true);
  });

  test('matches the one in the provider’s guide', () => {
    // echo -n 'task_1.1893456000' | openssl dgst -sha256 -hmac webhook-hmac-key -binary | base64
    expect(timestamp).toBe('1893456000');
    expect(check({ signature: 'hSpEZbzc3t0oZzgLK2muHwcjxYsr355Bl/Af4DQqmtM=' })).toBe(true);
  });

  test('made for a callback that this n8n repeats is valid, at any moment of a second', () => {
    for (const atMs of [nowMs, nowMs + 999]) {
      expect(signCallback('task_1', key, atMs)).toEqual({ timestamp, signature });
    }
  });

  test('of another task is invalid', () => {
    expect(isSignatureValid('task_2', { timestamp, signature }, key, nowMs)).toBe(false);
    expect(isSignatureValid('', { timestamp, signature }, key, nowMs)).toBe(false);
  });

  test('of another time is invalid', () => {
    expect(check({ timestamp: timestampAt(nowMs + 1_000) })).toBe(false);
    expect(check({ timestamp: `${timestamp} ` })).toBe(false);
    expect(check({ timestamp: `${timestamp}.0` })).toBe(false);
  });

  test('made with another key is invalid', () => {
    expect(check({ signature: sign('task_1', timestamp, 'another key') })).toBe(false);
    expect(check({}, 'another key')).toBe(false);
  });

  test('without a key to verify it is invalid, even if it was made with none', () => {
    const unkeyed = { timestamp, signature: sign('task_1', timestamp, '') };
    expect(isSignatureValid('task_1', unkeyed, undefined, nowMs)).toBe(false);
    expect(isSignatureValid('task_1', unkeyed, '', nowMs)).toBe(false);
  });

  test.each([
    ['old', -fiveMinutesMs],
    ['ahead', fiveMinutesMs],
  ])('may be five minutes %s, and not a millisecond more', (_which, offsetMs) => {
    const at = timestampAt(nowMs + offsetMs);
    const given = { timestamp: at, signature: sign('task_1', at) };
    expect(check(given)).toBe(true);
    expect(check(given, key, nowMs - Math.sign(offsetMs))).toBe(false);
  });

  test('with a time in milliseconds is far in the future', () => {
    const at = String(nowMs);
    expect(check({ timestamp: at, signature: sign('task_1', at) })).toBe(false);
  });

  test.each(['', 'now', 'NaN', 'Infinity', '-Infinity', '1e999'])(
    'with the time %j is invalid, although it is signed',
    (at) => {
      expect(check({ timestamp: at, signature: sign('task_1', at) })).toBe(false);
    },
  );

  test.each([undefined, null, 1_893_456_000, {}, [], ['1893456000'], true])(
    'whose time is %j instead of a string is invalid',
    (given) => {
      expect(check({ timestamp: given })).toBe(false);
    },
  );

  test.each([undefined, null, 7, {}, [], [signature], true, Buffer.from(signature, 'base64')])(
    'that is not a string is invalid (case %#)',
    (given) => {
      expect(check({ signature: given })).toBe(false);
    },
  );

  test.each([
    '',
    ' ',
    '=',
    '====',
    '%%%%',
    'not base64 at all!',
    '\0',
    '\u{1F511}',
    '\uD800',
    signature.slice(0, -4),
    signature.slice(4),
    `AAAA${signature}`,
    signature.toLowerCase(),
    Buffer.from(signature, 'base64').toString('hex'),
    'A'.repeat(100_000),
  ])('that is malformed is invalid and breaks nothing (case %#)', (given) => {
    expect(check({ signature: given })).toBe(false);
  });
});
