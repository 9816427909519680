import type { ApikleyCall } from '../../../providers/apikley/envelope';
import { answerError, dataOf } from '../../../providers/apikley/errorEnvelope';
import { isRefusal } from '../../../providers/apikley/foreignAnswer';

const nowMs = Date.UTC(2030, 0, 1);
const headers = { 'retry-after': '7' };
const errorOf = (call: ApikleyCall, status: number, body: string) =>
  answerError({ status, headers, body }, call, nowMs);

const page = '<!DOCTYPE html><html><body>Welcome to the log-in of example.com</body></html>';
const foreignJson = (status: number) => JSON.stringify({ code: status, message: 'No', request_id: '7' });

describe.each([200, 204, 302, 400, 401, 402, 403, 404, 408, 418, 422, 455, 500, 501, 502, 503, 505, 524])(
  'an answer with HTTP status %i that is not Apikley’s',
  (status) => {
    test.each([page, `[${foreignJson(status)}]`, '', 'upstream error', '{"code":200,'])(
      'to a read or an upload says nothing about the account: it may be retried, and the network is named: %j',
      (body) => {
        for (const call of ['read', 'upload'] as const) {
          const error = errorOf(call, status, body);
          const code = status >= 500 || status === 408 ? 'serverError' : 'badAnswer';
          expect(error).toMatchObject({ code, retryable: true, mayHaveCharged: false });
          expect(error.message).toMatch(/^Apikley's answer could not be read: .*HTTP/);
          expect(error.message).toContain(`(HTTP ${status})`);
          expect(error.description).toMatch(/Base URL.*network/);
          expect(error.description?.includes('API Key')).toBe(status === 401 || status === 403);
        }
      },
    );
  },
);

test.each([
  [page, 'a web page came in its place'],
  [`\ufeff\n ${page}`, 'a web page came in its place'],
  [' \n', 'it is empty'],
  ['{"text":"What was said in private"}', 'it is not in the usual format'],
])('a read is not quoted, as it may contain the transcript: %j', (body, kind) => {
  expect(errorOf('read', 502, body).message).toBe(`Apikley's answer could not be read: ${kind} (HTTP 502).`);
});

describe('an answer to createTask that is not Apikley’s', () => {
  test.each([301, 302, 307, 400, 401, 402, 403, 404, 413, 422])(
    'and refuses the request (%i): nothing was submitted, and the audio is not mentioned',
    (status) => {
      for (const body of [page, foreignJson(status), '']) {
        const { message, description, ...error } = errorOf('createTask', status, body);
        expect(error).toMatchObject({ code: 'rejected', retryable: false, mayHaveCharged: false });
        expect(message).toContain(`(HTTP ${status})`);
        expect(description).toMatch(/^Nothing was submitted.*Base URL/);
        expect(message + description).not.toContain('Audio URL');
      }
    },
  );

  test.each([200, 204, 408, 500, 502, 503, 504, 520, 524])(
    'and does not refuse it (%i): a task may exist, and the audio is not mentioned',
    (status) => {
      for (const body of [page, 'upstream error', '']) {
        const { message, description, ...error } = errorOf('createTask', status, body);
        expect(error).toMatchObject({ retryable: false, mayHaveCharged: true });
        expect(message).toContain(`(HTTP ${status})`);
        expect(description).toContain('Check your tasks at Apikley');
        expect(message + description).not.toContain('Audio URL');
      }
    },
  );

  test('is quoted on one line and cut, unless it is a web page', () => {
    const quoted = (body: string) => errorOf('createTask', 200, body).message;
    expect(quoted('\n {"id_of_task":\n "abc"}')).toBe(
      `Apikley's answer could not be read: {"id_of_task": "abc"} (HTTP 200).`,
    );
    expect(quoted('x'.repeat(1_000_000)).length).toBeLessThan(400);
    expect(quoted(page)).toBe("Apikley's answer could not be read: a web page came in its place (HTTP 200).");
    expect(errorOf('createTask', 403, '{"message":"Forbidden"}').message).toBe(
      'A server on the way to Apikley did not let the request through (HTTP 403): {"message":"Forbidden"}.',
    );
  });
});

test.each(['read', 'upload', 'createTask'] as const)(
  'a rate limit holds for a %s, whoever set it',
  (call) => {
    expect(errorOf(call, 429, page)).toMatchObject({
      code: 'rateLimited',
      retryable: true,
      retryAfterMs: 7_000,
      mayHaveCharged: false,
    });
  },
);

test('an upload too large for a proxy says how to avoid it', () => {
  const error = errorOf('upload', 413, '<html>Request Entity Too Large</html>');
  expect(error).toMatchObject({ code: 'rejected', retryable: false, mayHaveCharged: false });
  expect(error.message).toBe('The audio file is too large for an upload to Apikley (code 413).');
  expect(error.description).toContain('Set Audio From to URL');
});

test('a success returns its data', () => {
  const body = JSON.stringify({ code: 200, msg: 'success', data: { taskId: '1' } });
  expect(dataOf({ status: 200, headers: {}, body }, 'read', nowMs)).toEqual({ taskId: '1' });
});

test.each([
  [299, false],
  [300, true],
  [407, true],
  [408, false],
  [409, true],
  [499, true],
  [500, false],
])('%i says that nothing was done: %s', (status, refuses) => {
  expect(isRefusal(status)).toBe(refuses);
});

describe('an answer to createTask', () => {
  const said = (status: number, body: string) => errorOf('createTask', status, body).message;

  test.each(['', ' null ', '{}', '[]\n', page])(
    'of nothing that could be quoted is not quoted: %j',
    (body) => {
      expect(said(403, body)).toBe(
        'A server on the way to Apikley did not let the request through (HTTP 403).',
      );
    },
  );

  test.each([
    [' null ', 'it is empty'],
    [page, 'a web page came in its place'],
  ])('says of what kind it is where it is not quoted: %j', (body, kind) => {
    expect(said(502, body)).toBe(`Apikley's answer could not be read: ${kind} (HTTP 502).`);
  });

  test('is quoted from where it begins', () => {
    expect(said(403, `${' '.repeat(1_000)}Forbidden.`)).toMatch(/\(HTTP 403\): Forbidden\.$/);
  });
});
