import { assertSuccess, type ElkapiCall } from '../../../providers/elkapi/errorEnvelope';
import { refusalOf } from '../../support/failure';

const nowMs = Date.UTC(2030, 0, 1);

interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

const check = (
  { status = 200, headers = {}, body = '' }: Answer,
  call: ElkapiCall = 'transcribe',
  urlName?: string,
) =>
  assertSuccess(
    { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) },
    { call, nowMs, urlName, alternative: { name: 'Apikley', maxMegabytes: 200 } },
  );

const refused = (answer: Answer, call?: ElkapiCall, urlName?: string) =>
  refusalOf(() => check(answer, call, urlName));

const openai = (message: string, code: string | number | null = null) => ({
  error: { message, type: 'new_api_error', param: null, code },
});

describe('a success', () => {
  test.each([
    ['JSON', '{"text":"Hello."}'],
    ['text', 'Hello.'],
    ['text about an error', '{error} was all that he said'],
    ['an error that is null', '{"error":null,"text":"Hello."}'],
    ['an error that is a mere text, so that it is read and kept', '{"error":"Busy"}'],
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

test('a mere text in place of a balance is an error', async () => {
  expect((await refused({ body: '{"error":"Busy"}' }, 'read')).message).toContain('Busy');
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

  test('a request that is too large leads to the provider with more room', async () => {
    expect((await refused({ status: 413 })).description).toContain('Use Apikley (up to 200 MB)');
  });
});

describe('a file that the service can not read', () => {
  test.each([
    "Invalid file format. Supported formats: ['flac', 'm4a', 'mp3']",
    'The audio file could not be decoded or its format is not supported.',
    'Unrecognized file format.',
    'Audio file might be corrupted or unsupported',
    'Audio file is too short. Minimum audio length is 0.1 seconds.',
  ])('is spoken of, with what to do: %s', async (message) => {
    for (const status of [200, 400, 415, 500]) {
      const error = await refused({ status, body: openai(message) });
      expect(error).toMatchObject({ code: 'rejected', retryable: false, mayHaveCharged: false });
      expect(error.message).toBe(`ElkAPI can't read the audio file: ${message.replace(/\.$/, '')}.`);
      expect(error.description).toContain('convert it to MP3');
    }
  });

  test('because it is too long is to be split', async () => {
    const message =
      'audio duration 1500 seconds is longer than 1400 seconds which is the maximum for this model';
    const error = await refused({ status: 400, body: openai(message) });
    expect(error.message).toBe(`The recording is too long for the model: ${message}.`);
    expect(error.description).toMatch(/Split the file.*Model.*Apikley/);
  });
});

describe('a model that is not there', () => {
  test.each([200, 400, 403, 404, 500, 503])('is spoken of, whatever the status: %i', async (status) => {
    const body = openai('The model `whisper-9` does not exist', 'model_not_found');
    const error = await refused({ status, body });
    expect(error).toMatchObject({ code: 'rejected', retryable: false, mayHaveCharged: false });
    expect(error.message).toBe("ElkAPI can't use this model: The model `whisper-9` does not exist.");
    expect(error.description).toContain('Check the Model in the options');
    expect(error.description).not.toContain('few minutes');
  });

  test('may only be busy', async () => {
    const body = openai('No available channel for model whisper-1 under group default', 'model_not_found');
    expect((await refused({ status: 503, body })).description).toMatch(/Check the Model.*in a few minutes/);
  });

  test.each([
    'The model `whisper-9` does not exist or you do not have access to it.',
    'This token has no access to model whisper-1',
    '该令牌无权访问模型 whisper-1',
  ])('without its code: %s', async (message) => {
    expect((await refused({ status: 403, body: openai(message) })).description).toContain('Check the Model');
  });
});

describe('an overloaded service', () => {
  const busy = [
    ['upstream overloaded', null],
    ['Overloaded', 'overloaded_error'],
    ['Try again', 'overloaded_error'],
    ['No available channel for model whisper-1', null],
    ['The upstream is saturated', null],
    ['System busy', null],
    ['当前分组上游负载已饱和，请稍后再试', null],
  ] as const;

  test.each(busy)('is to be waited for, and charged nothing: %s (%s)', async (message, code) => {
    for (const status of [200, 500, 503, 529]) {
      const error = await refused({ status, body: openai(message, code) });
      expect(error).toMatchObject({ code: 'serverError', retryable: true, mayHaveCharged: false });
      expect(error.message).toBe(`ElkAPI is overloaded at the moment: ${message}.`);
      expect(error.description).toContain('Wait a few minutes');
    }
  });

  test.each(busy)('may say so as a rate limit, which is retried: %s (%s)', async (message, code) => {
    const error = await refused({
      status: 429,
      body: openai(message, code),
      headers: { 'retry-after': '7' },
    });
    expect(error).toMatchObject({ code: 'rateLimited', retryable: true, retryAfterMs: 7_000 });
    expect(`${error.message} ${error.description}`).toMatch(/overloaded.*Wait a few minutes/);
    expect(error.description).not.toContain('Items at a Time');
  });

  test('in words of a proxy may have charged all the same', async () => {
    const error = await refused({ status: 503, body: '{"code":503,"msg":"upstream overloaded"}' });
    expect(error).toMatchObject({ code: 'serverError', retryable: false, mayHaveCharged: true });
    expect(error.message).toBe('ElkAPI is overloaded at the moment: upstream overloaded.');
    expect(error.description).toMatch(/charged anyway.*wait a few minutes/);
  });

  test('that refuses says to wait', async () => {
    const error = await refused({ status: 403, body: openai('Server is too busy') });
    expect(error.description).toContain('Wait a few minutes');
  });
});

describe('a page of another server', () => {
  const page = '<html><body>Who are you?</body></html>';

  test('in place of 401 leads to the key, and to the Base URL', async () => {
    const error = await refused({ status: 401, body: page });
    expect(error.code).toBe('unauthorized');
    expect(error.description).toMatch(/Check the API Key.*Base URL/);
    const ofBalance = await refused({ status: 401, body: page }, 'read', 'Balance URL');
    expect(ofBalance.description).toMatch(/API Key.*Balance URL/);
    for (const body of ['', openai('Invalid token')]) {
      expect((await refused({ status: 401, body })).description).not.toContain('Base URL');
    }
  });

  test.each([400, 403, 404, 407, 451])('in place of %i leads to the Base URL', async (status) => {
    const error = await refused({ status, body: page });
    expect(error).toMatchObject({ code: 'rejected', mayHaveCharged: false });
    expect(error.description).toContain('Base URL');
    expect(`${error.message} ${error.description}`).not.toContain('Who');
  });

  test('in place of 413 says what to do with the file, and with the proxy', async () => {
    const { message, description } = await refused({ status: 413, body: page });
    expect(message).toBe('ElkAPI refused the audio file as too large.');
    expect(description).toMatch(/Use Apikley.*split the file.*MP3.*proxy/);
    expect((await refused({ status: 413, body: openai('Too large') })).description).not.toContain('proxy');
  });
});

test.each([
  '{"message":"Wait"}',
  '{"msg":"Wait."}',
  '{"detail":"Wait"}',
  '[{"error":"Wait"}]',
  '\uFEFF{"error":"Wait"}',
])('what JSON of another form says is told, too: %s', async (body) => {
  for (const status of [400, 500]) expect((await refused({ status, body })).message).toMatch(/: Wait\.$/);
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

describe('the statuses of a success', () => {
  test.each([200, 201, 299])('%i is one', (status) => {
    expect(() => check({ status, body: 'Hello.' })).not.toThrow();
  });

  test.each([0, 199, 300])('%i is none', async (status) => {
    expect((await refused({ status, body: 'Hello.' })).code).toBe('rejected');
  });
});

test.each([300, 301, 308, 399])('%i: the address is another one, and nothing was charged', async (status) => {
  for (const body of ['', '<html>Moved</html>', openai('Moved'), openai('System busy')]) {
    const error = await refused({ status, body });
    expect(error).toMatchObject({ code: 'rejected', retryable: false, mayHaveCharged: false });
    expect(error.message).toBe('ElkAPI redirected the request to another address.');
    expect(error.description).toContain('Base URL');
  }
});

describe('a question that is refused because of the key', () => {
  test.each(['Invalid token', 'No such key', 'The TOKEN is disabled'])('in HTTP 200: %s', async (message) => {
    expect((await refused({ body: openai(message) }, 'read')).code).toBe('unauthorized');
    expect((await refused({ body: openai(message) })).code).toBe('rejected');
  });

  test('is another one than any other refusal', async () => {
    expect((await refused({ body: openai('No tokens, no keys') }, 'read')).code).toBe('rejected');
    expect((await refused({ status: 404 }, 'read')).code).toBe('rejected');
  });
});

test('an answer of blanks is not that of another server', async () => {
  expect((await refused({ status: 401, body: ' \n' })).description).not.toContain('proxy');
});

test('a refusal is one also of a service that is busy', async () => {
  expect(await refused({ status: 403, body: openai('Server is too busy') })).toMatchObject({
    code: 'rejected',
    retryable: false,
  });
});

test.each(['Audio file is too short', 'The recording is too long'])(
  'what a proxy says of the file leaves open whether the work was done: %s',
  async (message) => {
    expect(await refused({ status: 502, body: { message } })).toMatchObject({
      code: 'serverError',
      retryable: false,
      mayHaveCharged: true,
    });
  },
);

test.each(['Local fault', 'Invalid file format.'])(
  'tokens that could not be counted are a server error which comes again: %s',
  async (message) => {
    const error = await refused({ status: 500, body: openai(message, 'count_token_failed') });
    expect(error).toMatchObject({ code: 'serverError', retryable: false, mayHaveCharged: false });
    expect(error.description).toContain('convert the file to MP3');
  },
);

describe('what to do about a rejection', () => {
  test.each([
    [400, openai('No'), 'Check the options of the node. Nothing was transcribed.'],
    [400, '', 'Check the options of the node. Nothing was transcribed.'],
    [
      404,
      openai('No'),
      'Check the Base URL in the credential (it ends in /v1), and the Model in the options.',
    ],
  ])('%i (%j)', async (status, body, description) => {
    expect((await refused({ status, body })).description).toBe(description);
  });

  test('depends on whose answer it is', async () => {
    expect((await refused({ status: 400, body: '<html></html>' })).description).toMatch(
      /another server's.*Base URL \(it ends in \/v1\)/,
    );
    const ofBalance = await refused({ status: 400, body: '<html></html>' }, 'read', 'Balance URL');
    expect(ofBalance.description).toMatch(/another server's.*Balance URL/);
  });
});
