import { assertSuccess, type ElkapiCall } from '../../../providers/elkapi/errorEnvelope';
import { refusalOf } from '../../support/failure';

const nowMs = Date.UTC(2030, 0, 1);

interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

const check = ({ status = 200, headers = {}, body = '' }: Answer, call: ElkapiCall = 'transcribe') =>
  assertSuccess(
    { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) },
    call,
    nowMs,
  );

const refused = (answer: Answer, call?: ElkapiCall) => refusalOf(() => check(answer, call));

const openai = (message: string, code: string | number | null = null) => ({
  error: { message, type: 'new_api_error', param: null, code },
});

describe('a success', () => {
  test.each([
    ['JSON', '{"text":"Hello."}'],
    ['text', 'Hello.'],
    ['text about an error', '{error} was all that he said'],
    ['an error that is null', '{"error":null,"text":"Hello."}'],
    ['nothing', ''],
  ])('is left alone: %s', (_what, body) => {
    expect(() => check({ body })).not.toThrow();
  });
});

describe('an error', () => {
  test('is told in the words of the gateway, without the id of the request', async () => {
    const body = openai('Invalid value for temperature. (request id: 20240501abc)');
    expect((await refused({ status: 400, body })).message).toBe(
      'ElkAPI rejected the request: Invalid value for temperature.',
    );
  });

  test('may come with HTTP 200', async () => {
    const error = await refused({ body: openai('This model is not available') });
    expect(error).toMatchObject({ code: 'rejected', retryable: false });
    expect(error.message).toBe('ElkAPI rejected the request: This model is not available.');
  });

  test('without a body is told by its status', async () => {
    expect((await refused({ status: 418 })).message).toBe('ElkAPI rejected the request (HTTP 418).');
  });

  test('of another address leads to the Base URL', async () => {
    expect((await refused({ status: 404 })).description).toContain('Base URL');
  });
});

describe('a status that decides', () => {
  test.each([
    [400, 'rejected'],
    [401, 'unauthorized'],
    [402, 'insufficientCredits'],
    [403, 'rejected'],
    [404, 'rejected'],
    [413, 'invalidInput'],
    [422, 'rejected'],
  ])('%i is %s: never retried, nothing was charged', async (status, code) => {
    for (const body of ['', openai('Said by the gateway')]) {
      expect(await refused({ status, body })).toMatchObject({
        code,
        retryable: false,
        mayHaveCharged: false,
      });
    }
  });

  test('the message about the key is not the gateway’s, which may hold it', async () => {
    const { message, description } = await refused({ status: 401, body: openai('Invalid token sk-secret') });
    expect(`${message} ${description}`).not.toContain('sk-secret');
  });

  test('a request that is too large leads to Apikley', async () => {
    expect((await refused({ status: 413 })).description).toContain('Use Apikley (up to 200 MB)');
  });
});

describe('out of money', () => {
  test.each(['insufficient_user_quota', 'insufficient_quota'])(
    '(%s) is never retried, whatever the status',
    async (code) => {
      for (const status of [200, 403, 429, 500]) {
        expect(
          await refused({ status, body: openai('You exceeded your current quota', code) }),
        ).toMatchObject({
          code: 'insufficientCredits',
          retryable: false,
          mayHaveCharged: false,
        });
      }
    },
  );
});

describe('a rate limit', () => {
  test.each([
    [{ 'retry-after-ms': '1500', 'retry-after': '2' }, 1_500],
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after': new Date(nowMs + 20_000).toUTCString() }, 20_000],
    [{}, undefined],
  ])('is retried after the pause that it asks for: %j', async (headers, retryAfterMs) => {
    const error = await refused({ status: 429, headers, body: openai('Slow down', 'rate_limit_exceeded') });
    expect(error).toMatchObject({ code: 'rateLimited', retryable: true, mayHaveCharged: false });
    expect(error.retryAfterMs).toBe(retryAfterMs);
  });
});

describe.each([408, 504, 524])('%i, which says that somebody waited too long', (status) => {
  test('leaves open whether the work was done, even in the format of the gateway', async () => {
    expect(await refused({ status, body: openai('Timed out') })).toMatchObject({
      code: 'serverError',
      retryable: false,
      mayHaveCharged: true,
    });
  });
});

test("an error that is a mere text is some proxy's, and the recording is not sent again", async () => {
  expect(await refused({ status: 502, body: '{"error":"Bad Gateway"}' })).toMatchObject({
    retryable: false,
    mayHaveCharged: true,
  });
});

describe.each([409, 500, 502, 503])('%i', (status) => {
  test('in the format of the gateway: it gave up and charged nothing, so the recording is sent again', async () => {
    const error = await refused({ status, headers: { 'retry-after': '3' }, body: openai('Local fault') });
    expect(error).toMatchObject({
      code: 'serverError',
      retryable: true,
      retryAfterMs: 3_000,
      mayHaveCharged: false,
    });
  });

  test.each(['', '<html>Bad gateway</html>', '{"error":', '{"message":"timeout"}'])(
    'of a proxy on the way (%j): the work may be done, so the recording is not sent again',
    async (body) => {
      expect(await refused({ status, body })).toMatchObject({
        code: 'serverError',
        retryable: false,
        mayHaveCharged: true,
      });
    },
  );

  test('to a mere question: asked again', async () => {
    expect(await refused({ status }, 'read')).toMatchObject({ retryable: true, mayHaveCharged: false });
  });
});

test('what the gateway says is told in one line that can be read, whatever it sends', async () => {
  const lines = openai('Bad\r\nfile\u202e.\u0000 (request id: 7)');
  expect((await refused({ status: 400, body: lines })).message).toBe(
    'ElkAPI rejected the request: Bad file.',
  );
  for (const piece of [' ', '.', '(request id:']) {
    const endless = openai(`${piece.repeat(300_000)}x`);
    expect((await refused({ status: 400, body: endless })).message.length).toBeLessThan(400);
  }
});
