import { type ApikleyCall, dataOf, readEnvelope } from '../../../providers/apikley/errorEnvelope';
import { refusalOf } from '../../support/failure';

const answer = (body: unknown, status = 200, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const nowMs = Date.UTC(2030, 0, 1);
const refused = (code: number, call: ApikleyCall, msg = 'Said by Apikley.', headers = {}) =>
  refusalOf(() => dataOf(answer({ code, msg, data: null }, 200, headers), call, nowMs));

describe('an envelope', () => {
  test('is read with its message under either name', () => {
    expect(readEnvelope(answer({ code: 422, msg: 'a' }))).toMatchObject({ code: 422, msg: 'a' });
    expect(readEnvelope(answer({ code: 422, message: 'b' }))).toMatchObject({ code: 422, msg: 'b' });
    expect(readEnvelope(answer({ code: 422, msg: null, data: 1 }))).toMatchObject({
      code: 422,
      msg: '',
      data: 1,
    });
  });

  test('may have its code in a string', () => {
    expect(readEnvelope(answer({ code: '401' }))?.code).toBe(401);
  });

  test('counts more than the HTTP status, except where HTTP reports a failure that it does not know of', () => {
    expect(readEnvelope(answer({ code: 455 }, 200))?.code).toBe(455);
    expect(readEnvelope(answer({ code: 455 }, 500))?.code).toBe(455);
    expect(readEnvelope(answer({ code: 200 }, 502))?.code).toBe(502);
  });

  test('that is missing is made up for by an HTTP status that says why, and is not taken for Apikley', () => {
    expect(readEnvelope(answer('<html></html>', 502))).toEqual({
      code: 502,
      msg: '',
      data: undefined,
      fromBody: false,
    });
    expect(readEnvelope(answer({ code: 502 }, 502))?.fromBody).toBe(true);
  });

  test.each(['<html></html>', '', '{"code":', 'null', '[]', '"ok"', '{"msg":"hello"}'])(
    'that is missing (%j) where HTTP says that all is well can not be read',
    (body) => {
      expect(readEnvelope(answer(body))).toBeUndefined();
    },
  );

  test('of a success hands out its data', () => {
    expect(dataOf(answer({ code: 200, msg: 'success', data: { taskId: '1' } }), 'read', nowMs)).toEqual({
      taskId: '1',
    });
  });
});

describe('a code that means the same for every call', () => {
  test.each([
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [402, 'insufficientCredits'],
    [422, 'rejected'],
    [505, 'unavailable'],
    [400, 'rejected'],
    [413, 'rejected'],
    [307, 'rejected'],
  ])('%i is %s: never retried, nothing was charged', async (status, code) => {
    for (const call of ['read', 'upload', 'createTask'] as const) {
      expect(await refused(status, call)).toMatchObject({ code, retryable: false, mayHaveCharged: false });
    }
  });

  test('429 was rejected and not queued: every call may be repeated, after the pause it asks for', async () => {
    for (const call of ['read', 'upload', 'createTask'] as const) {
      expect(await refused(429, call, 'Slow down', { 'retry-after': '7' })).toMatchObject({
        code: 'rateLimited',
        retryable: true,
        retryAfterMs: 7_000,
        mayHaveCharged: false,
      });
    }
  });
});

describe('a code that means most for createTask', () => {
  test('455: a read or an upload is repeated; a submit is not, and was not charged', async () => {
    const maintenance = { code: 'maintenance', mayHaveCharged: false };
    expect(await refused(455, 'read')).toMatchObject({ ...maintenance, retryable: true });
    expect(await refused(455, 'upload')).toMatchObject({ ...maintenance, retryable: true });
    expect(await refused(455, 'createTask')).toMatchObject({ ...maintenance, retryable: false });
  });

  test.each([500, 501, 502, 503, 504, 524, 408])(
    '%i: a read or an upload is repeated; a submit is not, and may have been charged',
    async (code) => {
      const serverError = { code: 'serverError' };
      for (const call of ['read', 'upload'] as const) {
        expect(await refused(code, call)).toMatchObject({
          ...serverError,
          retryable: true,
          mayHaveCharged: false,
        });
      }
      expect(await refused(code, 'createTask')).toMatchObject({
        ...serverError,
        retryable: false,
        mayHaveCharged: true,
      });
    },
  );

  test('500: the audio URL is named as the likely cause', async () => {
    const { message, description } = await refused(
      500,
      'createTask',
      'Server exception, please try again later',
    );
    expect(message).toBe('Apikley could not create the task: Server exception, please try again later.');
    expect(description).toContain('check that the Audio URL opens');
  });

  test('an answer that can not be read: a task may exist all the same', async () => {
    const unread = async (call: ApikleyCall) => await refusalOf(() => dataOf(answer(''), call, nowMs));
    expect(await unread('createTask')).toMatchObject({
      code: 'badAnswer',
      retryable: false,
      mayHaveCharged: true,
    });
    expect(await unread('read')).toMatchObject({ code: 'badAnswer', retryable: true, mayHaveCharged: false });
  });
});

describe('the message', () => {
  test.each([
    ['422', 422, 'audio_url: Required', 'Apikley rejected the request: audio_url: Required.'],
    ['with one full stop', 422, 'No such model. ', 'Apikley rejected the request: No such model.'],
    ['without a reason', 418, '', 'Apikley rejected the request (code 418).'],
    ['505', 505, 'Feature disabled', 'Apikley has switched this feature off: Feature disabled.'],
  ])('repeats what Apikley said: %s', async (_what, code, msg, message) => {
    expect((await refused(code, 'read', msg)).message).toBe(message);
  });

  test('about the key and the credits says where to go, in words of its own', async () => {
    const unauthorized = await refused(401, 'read', 'sk-secret is not a key');
    expect(unauthorized.message).toBe('Apikley did not accept the API key.');
    expect(unauthorized.description).toContain('https://app.apikley.ru/keys');
    expect((await refused(402, 'createTask')).description).toContain('Top up');
  });
});

test('what Apikley says is told in one line that can be read, whatever it sends', async () => {
  expect((await refused(422, 'read', 'No\r\nspeech\u202e.\u0000')).message).toBe(
    'Apikley rejected the request: No speech.',
  );
  expect((await refused(422, 'read', `<html>${' '.repeat(1_000_000)}x`)).message.length).toBeLessThan(400);
});
