import type { ApikleyCall } from '../../../providers/apikley/envelope';
import { answerError, dataOf } from '../../../providers/apikley/errorEnvelope';
import { refusalOf } from '../../support/failure';

const answer = (body: unknown, status = 200, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const nowMs = Date.UTC(2030, 0, 1);
const refused = (code: number, call: ApikleyCall, msg = 'Said by Apikley.', headers = {}) =>
  refusalOf(() => dataOf(answer({ code, msg, data: null }, 200, headers), call, nowMs));

describe('a code that means the same for every call', () => {
  test.each([
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [402, 'insufficientCredits'],
    [422, 'rejected'],
    [505, 'unavailable'],
    [400, 'rejected'],
    [404, 'rejected'],
    [418, 'rejected'],
  ])('%i is %s: never retried, nothing was charged', async (status, code) => {
    for (const call of ['read', 'upload', 'createTask'] as const) {
      expect(await refused(status, call)).toMatchObject({ code, retryable: false, mayHaveCharged: false });
    }
  });

  test('413: a read or a submit is refused; for an upload, the error says how to avoid it', async () => {
    for (const call of ['read', 'createTask'] as const) {
      expect(await refused(413, call)).toMatchObject({
        code: 'rejected',
        retryable: false,
        mayHaveCharged: false,
        description: 'Check the Base URL in the credential, and the options.',
      });
    }
    const error = await refused(413, 'upload');
    expect(error).toMatchObject({ code: 'rejected', retryable: false, mayHaveCharged: false });
    expect(error.description).toContain('Set Audio From to URL');
  });

  test('429 was rejected and not queued: every call may be retried, after the requested pause', async () => {
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

describe('a code whose meaning depends on the call', () => {
  test('455: a read or an upload is retried; a submit is not, and was not charged', async () => {
    const maintenance = { code: 'maintenance', mayHaveCharged: false };
    expect(await refused(455, 'read')).toMatchObject({ ...maintenance, retryable: true });
    expect(await refused(455, 'upload')).toMatchObject({ ...maintenance, retryable: true });
    expect(await refused(455, 'createTask')).toMatchObject({ ...maintenance, retryable: false });
  });

  test.each([500, 501, 502, 503, 504, 524, 408])(
    '%i: a read or an upload is retried; a submit is not, and may have been charged',
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

  test.each([408, 501, 502, 503, 504, 524])('%i: the audio URL is not blamed', async (code) => {
    const { message, description } = await refused(code, 'createTask', 'Bad day');
    expect(message).toBe('Apikley could not create the task: Bad day.');
    expect(description).not.toContain('Audio URL');
    expect(description).toContain('Check your tasks at Apikley');
  });

  test.each([0, 1, 201, 10_001])('%i, which is undocumented: a task may exist all the same', async (code) => {
    const { message, ...error } = await refused(code, 'createTask', 'Odd https://a.example/x');
    expect(error).toMatchObject({ retryable: false, mayHaveCharged: true });
    expect(message).toContain('Odd https://a.example/x');
  });

  test('an undocumented one with an HTTP status that blames the request: nothing was done', async () => {
    const response = answer({ code: 10_001, msg: 'No such model', data: null }, 400);
    expect(await refusalOf(() => dataOf(response, 'createTask', nowMs))).toMatchObject({
      code: 'rejected',
      mayHaveCharged: false,
      message: 'Apikley rejected the request: No such model.',
    });
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

  test('about the key and the credits says where to go, in its own words', async () => {
    const unauthorized = await refused(401, 'read', 'sk-secret is not a key');
    expect(unauthorized.message).toBe('Apikley did not accept the API key.');
    expect(unauthorized.description).toContain('https://app.apikley.ru/keys');
    expect((await refused(402, 'createTask')).description).toContain('Top up');
  });
});

test('whatever Apikley sends is shown on one readable line', async () => {
  expect((await refused(422, 'read', 'No\r\nspeech\u202e.\u0000')).message).toBe(
    'Apikley rejected the request: No speech.',
  );
  expect((await refused(422, 'read', `<html>${' '.repeat(1_000_000)}x`)).message.length).toBeLessThan(400);
});

describe('what to do', () => {
  test.each([
    [402, 'read', 'Top up the account, then run again.'],
    [402, 'createTask', 'Top up the account, then run again. Nothing was submitted.'],
    [422, 'createTask', undefined],
    [400, 'createTask', 'Check the Base URL in the credential, and the options.'],
    [429, 'read', 'Run fewer workflows with this account at a time.'],
    [
      429,
      'createTask',
      'Lower Tasks per Interval in the options, or run fewer workflows with this account at a time. Nothing was submitted.',
    ],
    [455, 'read', 'Run again later.'],
    [455, 'createTask', 'Nothing was submitted. Run again later.'],
    [500, 'read', 'Run again later.'],
  ] as const)('about %i to a %s', async (code, call, description) => {
    expect((await refused(code, call)).description).toBe(description);
  });
});

test('a maintenance says how long it takes', async () => {
  expect((await refused(455, 'read', 'Back soon', { 'retry-after': '7' })).retryAfterMs).toBe(7_000);
});

test.each([0, 1, 201, 299])('%i, which nobody knows, refuses a question', async (code) => {
  for (const call of ['read', 'upload'] as const) {
    expect(await refused(code, call, 'Odd')).toMatchObject({
      code: 'rejected',
      retryable: false,
      message: 'Apikley rejected the request: Odd.',
    });
  }
});

test('an answer that is no envelope is refused like any other that could not be read', async () => {
  expect(await refusalOf(() => dataOf(answer('<html></html>'), 'read', nowMs))).toMatchObject({
    code: 'badAnswer',
    retryable: true,
  });
});

test('a success whose data could not be used is one that could not be read', () => {
  const cause = new Error('No URL');
  const response = answer({ code: 200, msg: 'success', data: {} });
  expect(answerError(response, 'upload', nowMs, cause)).toMatchObject({
    code: 'badAnswer',
    retryable: true,
    cause,
  });
  expect(answerError(response, 'createTask', nowMs)).toMatchObject({
    retryable: false,
    mayHaveCharged: true,
  });
});

test('the data of a success is returned', () => {
  const response = answer({ code: 200, msg: 'success', data: { taskId: 'task_1' } });
  expect(dataOf(response, 'createTask', nowMs)).toEqual({ taskId: 'task_1' });
});
