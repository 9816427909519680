import type { TranscriptionErrorCode } from '../../../transcription/errors';
import { closedPort } from '../../support/closedPort';
import { failureOf } from '../../support/failure';
import { useApikley } from './useApikley';

const bench = useApikley();
const { service, submit, endedTask, audioUrl } = bench;
const { spoil, received, sentAndCharged } = service;

describe('a submit', () => {
  test('of a URL sends the URL and nothing else', async () => {
    expect(bench.apikley.fetchesUrls).toBe(true);
    const task = await submit();
    expect(task).toEqual({
      taskId: (await service.control.tasks())[0]?.id,
      submittedAtMs: bench.runtime.clock.now(),
    });
    expect(await received('upload')).toEqual([]);
    expect((await received('createTask'))[0]?.fields).toEqual({
      model: 'elevenlabs/speech-to-text',
      input: {
        audio_url: audioUrl('english.mp3'),
        diarize: true,
        tag_audio_events: false,
      },
    });
  });

  test('sends the options, the language and the callback URL', async () => {
    const callbackUrl = 'http://127.0.0.1:9/callback';
    await submit('german.mp3', {
      language: 'de',
      callbackUrl,
      providerOptions: { diarize: false, tagAudioEvents: true },
    });
    expect((await received('createTask'))[0]?.fields).toMatchObject({
      callBackUrl: callbackUrl,
      input: { language_code: 'de', diarize: false, tag_audio_events: true },
    });
  });

  test('is accepted without a recordId next to the taskId', async () => {
    await service.control.setFacts({ recordId: false });
    expect((await submit()).taskId).toMatch(/^task_/);
  });

  test('is retried when the connection is refused, because nothing was sent', async () => {
    bench.connect(await closedPort());
    expect(await failureOf(submit())).toMatchObject({
      code: 'network',
      retryable: true,
      mayHaveCharged: false,
    });
    expect(bench.runtime.clock.sleeps).toEqual([750, 1_500, 3_000, 6_000]);
    expect(bench.runtime.charges).toBe(5);
  });

  test('of a URL that Apikley can not open is not retried, and the URL is named as the cause', async () => {
    const error = await failureOf(submit('nowhere.mp3'));
    expect(error).toMatchObject({ code: 'serverError', retryable: false, mayHaveCharged: true });
    expect(error.description).toContain('Audio URL');
    expect(await sentAndCharged('createTask')).toEqual([1, 0]);
  });

  test('of a URL inside this network is known to be none for Apikley, if Apikley is outside', () => {
    bench.connect('https://api.apikley.ru');
    expect(bench.apikley.refusalOfUrl('http://192.168.0.10/call.mp3')?.code).toBe('invalidInput');
    expect(bench.apikley.refusalOfUrl('https://example.com/call.mp3')).toBeUndefined();
  });
});

describe.each(['envelope', 'http'] as const)('an error that comes as %s', (apikleyErrors) => {
  beforeEach(() => service.control.setFacts({ apikleyErrors }));

  const refuse = (on: 'createTask' | 'recordInfo', code: number, msg: string) =>
    spoil(on, { kind: 'envelope', code, msg }, null);

  test.each<[number, TranscriptionErrorCode, boolean]>([
    [401, 'unauthorized', false],
    [402, 'insufficientCredits', false],
    [404, 'rejected', false],
    [408, 'serverError', true],
    [422, 'rejected', false],
    [455, 'maintenance', false],
    [500, 'serverError', true],
    [501, 'serverError', true],
    [505, 'unavailable', false],
  ])('%i to a submit: %s, sent once', async (status, code, mayHaveCharged) => {
    await refuse('createTask', status, 'Said by Apikley');
    expect(await failureOf(submit())).toMatchObject({ code, retryable: false, mayHaveCharged });
    expect(await sentAndCharged('createTask')).toEqual([1, 0]);
    expect(bench.runtime.clock.sleeps).toEqual([]);
  });

  test('429 to a submit: retried, because it was rejected and not queued', async () => {
    await refuse('createTask', 429, 'Slow down');
    expect((await failureOf(submit())).code).toBe('rateLimited');
    const [sent, charged] = await sentAndCharged('createTask');
    expect(sent).toBeGreaterThan(40);
    expect(charged).toBe(0);
    expect(bench.runtime.clock.elapsedMs).toBeGreaterThanOrEqual(600_000);
  });

  test.each<[number, TranscriptionErrorCode, boolean]>([
    [401, 'unauthorized', false],
    [402, 'insufficientCredits', false],
    [422, 'rejected', false],
    [429, 'rateLimited', true],
    [455, 'maintenance', true],
    [500, 'serverError', true],
    [505, 'unavailable', false],
  ])('%i to a read: %s, left to the caller to retry', async (status, code, retryable) => {
    const taskId = await endedTask();
    await refuse('recordInfo', status, 'Said by Apikley');
    expect(await failureOf(bench.apikley.read(taskId))).toMatchObject({
      code,
      retryable,
      mayHaveCharged: false,
    });
    expect(await received('recordInfo')).toHaveLength(1);
  });

  test.each([408, 501])(
    '%i to a read: the task has failed, unless a proxy may have answered',
    async (code) => {
      const taskId = await endedTask();
      await refuse('recordInfo', code, 'Nothing was produced');
      if (apikleyErrors === 'http') {
        expect(await failureOf(bench.apikley.read(taskId))).toMatchObject({
          code: 'serverError',
          retryable: true,
        });
        return;
      }
      const status = await bench.apikley.read(taskId);
      expect(status).toMatchObject({
        state: 'failed',
        error: { code: 'taskFailed', taskId, retryable: false },
      });
      expect(status).toMatchObject({
        error: {
          message: `Apikley could not transcribe the recording: Nothing was produced (task ID ${taskId}).`,
        },
      });
    },
  );

  test.each(['404', '422', 'nullData'] as const)(
    'a task that is not known, told by %s',
    async (unknownTask) => {
      await service.control.setFacts({ unknownTask });
      await expect(bench.apikley.read('task_unknown')).resolves.toEqual({ state: 'notFound' });
    },
  );

  test('a server error when reading the balance is retried', async () => {
    await spoil('credit', { kind: 'envelope', code: 500, msg: 'Server exception' });
    await expect(bench.apikley.balance()).resolves.toMatchObject({ remaining: 1000 });
  });

  test.each(['msg', 'message'] as const)('is told in the words of its %s', async (msgKey) => {
    await service.control.setFacts({ msgKey });
    const error = await failureOf(submit('english.mp3', { language: 'english' }));
    expect(error.code).toBe('rejected');
    expect(error.message).toContain('input.language_code: must be an ISO 639-1 or ISO 639-3 code');
  });
});

describe.each([302, 400, 401, 402, 403, 404, 408, 422, 429, 500, 501, 503, 524])(
  'a %i that does not come from Apikley',
  (status) => {
    test.each([
      ['as a web page', '<html>Sorry</html>'],
      ['as JSON', JSON.stringify({ code: status, message: 'recordInfo is null' })],
      ['as OpenAI’s JSON', JSON.stringify({ error: { message: 'No', code: status } })],
    ])('%s says nothing about a task: it continues, and is paid for', async (_how, body) => {
      const taskId = await endedTask();
      await spoil('recordInfo', { kind: 'http', status, body });
      expect(await failureOf(bench.apikley.read(taskId))).toMatchObject({ retryable: true });
      await expect(bench.apikley.read(taskId)).resolves.toMatchObject({ state: 'completed' });
    });

    test('is not an answer to a balance request, which is retried', async () => {
      await spoil('credit', { kind: 'http', status, body: '<html>Sorry</html>' });
      await expect(bench.apikley.balance()).resolves.toMatchObject({ remaining: 1000 });
    });
  },
);

describe('a failure that has its own HTTP status', () => {
  test.each([
    ['names the task', (taskId: string) => ({ taskId, state: 'generating' })],
    ['names a state that is the end', () => ({ state: 'FAILED', failMsg: 'Nothing was produced' })],
  ])('comes from Apikley itself if it %s', async (_what, data) => {
    const taskId = await endedTask();
    const body = JSON.stringify({ code: 501, msg: 'Nothing was produced', data: data(taskId) });
    await spoil('recordInfo', { kind: 'http', status: 501, body });
    await expect(bench.apikley.read(taskId)).resolves.toMatchObject({
      state: 'failed',
      error: {
        message: `Apikley could not transcribe the recording: Nothing was produced (task ID ${taskId}).`,
      },
    });
  });
});

test.each([
  [{ code: 501, msg: 'fail', data: { state: 'fail', failMsg: 'No speech' } }, 'No speech'],
  [{ code: 501, msg: '', data: { state: 'fail', failCode: '422' } }, 'code 422'],
  [{ code: 408, msg: '', data: null }, 'code 408'],
])('a failure is taken from the details before the envelope: %j', async (body, reason) => {
  const taskId = await endedTask();
  await spoil('recordInfo', { kind: 'body', body: JSON.stringify(body) });
  await expect(bench.apikley.read(taskId)).resolves.toMatchObject({
    error: { message: `Apikley could not transcribe the recording: ${reason} (task ID ${taskId}).` },
  });
});

describe('an answer without details', () => {
  test.each([
    '{"code":200,"msg":"success"}',
    '{"code":200,"data":{}}',
    '{"code":200,"data":[]}',
    '{"code":200,"data":7}',
    '{"data":null}',
  ])('%s does not say that the task does not exist', async (body) => {
    const taskId = await endedTask();
    await spoil('recordInfo', { kind: 'body', body });
    expect(await failureOf(bench.apikley.read(taskId))).toMatchObject({ code: 'badAnswer', retryable: true });
  });
});

describe('a task that is not done', () => {
  test('in an unknown state is running, and the state is kept', async () => {
    await service.control.planTasks({ outcome: { kind: 'never' }, states: ['Warming_Up'] });
    const { taskId } = await submit();
    await expect(bench.apikley.read(taskId)).resolves.toEqual({
      state: 'running',
      unknownState: 'Warming_Up',
    });
  });

  test.each(['waiting', 'queuing', 'generating', 'PROCESSING', ''])(
    'in the state "%s" is running',
    async (state) => {
      await service.control.planTasks({ outcome: { kind: 'never' }, states: [state] });
      const { taskId } = await submit();
      await expect(bench.apikley.read(taskId)).resolves.toEqual({ state: 'running' });
    },
  );

  test.each(['404', '422', 'nullData'] as const)(
    'and not known yet (%s) is not found',
    async (unknownTask) => {
      await service.control.setFacts({ unknownTask });
      await service.control.planTasks({ unknownForMs: 60_000 });
      const { taskId } = await submit();
      await expect(bench.apikley.read(taskId)).resolves.toEqual({ state: 'notFound' });
    },
  );
});

describe('a task that failed', () => {
  test.each(['upperCase', 'completed'] as const)(
    'may have failed in other words, too: %s',
    async (stateSpelling) => {
      await service.control.setFacts({ stateSpelling });
      await service.control.planTasks({ outcome: { kind: 'fail' } });
      await expect(bench.apikley.read(await endedTask())).resolves.toMatchObject({ state: 'failed' });
    },
  );

  test.each(['string', 'number', 'null'] as const)(
    'says why, with its code as a %s',
    async (failCodeType) => {
      await service.control.setFacts({ failCodeType });
      await service.control.planTasks({
        outcome: { kind: 'fail', failCode: '422', failMsg: 'The file is broken.' },
      });
      const taskId = await endedTask();
      expect(await bench.apikley.read(taskId)).toMatchObject({
        state: 'failed',
        error: {
          code: 'taskFailed',
          taskId,
          message: `Apikley could not transcribe the recording: The file is broken (task ID ${taskId}).`,
        },
      });
    },
  );
});

describe('a task that exists', () => {
  test.each([
    ['a code that nobody knows', 200, { code: 10_001, msg: 'system busy', data: { taskId: 'task_1' } }],
    ['a refusal', 200, { code: 500, msg: 'Server exception', task_id: 'task_1' }],
    ['an HTTP error', 502, { code: 502, message: 'Bad gateway', data: { recordId: 'task_1' } }],
    ['no code', 200, { data: { taskId: 'task_1' } }],
  ])('is returned with %s, and never created again', async (_with, status, body) => {
    await spoil('createTask', { kind: 'body', status, body: JSON.stringify(body) }, null);
    await expect(submit()).resolves.toMatchObject({ taskId: 'task_1' });
    expect(await received('createTask')).toHaveLength(1);
  });

  test.each([
    { code: 10_001, msg: 'system busy' },
    { code: 0, msg: 'ok', data: null },
    { code: 200, msg: 'success', data: null },
    { msg: 'accepted' },
  ])('may exist if an answer neither names nor refuses it, and the answer is quoted: %j', async (body) => {
    await spoil('createTask', { kind: 'body', body: JSON.stringify(body) }, null);
    const error = await failureOf(submit());
    expect(error).toMatchObject({ retryable: false, mayHaveCharged: true });
    expect(error.message).toContain(body.msg);
    expect(await received('createTask')).toHaveLength(1);
  });
});

describe('a purchase', () => {
  const purchase = (change = {}) =>
    JSON.stringify(
      bench.apikley.purchaseOf(
        bench.apikley.check({
          audio: { kind: 'url', url: audioUrl('english.mp3') },
          wantWords: false,
          providerOptions: {},
          ...change,
        }),
      ),
    );

  test('is a model, a language and two switches, with the defaults filled in', () => {
    expect(purchase()).toBe(
      '{"language":null,"model":"elevenlabs/speech-to-text","diarize":true,"tagAudioEvents":false}',
    );
    const providerOptions = { tagAudioEvents: false, diarize: true, model: 'elevenlabs/speech-to-text' };
    expect(purchase({ providerOptions, language: '' })).toBe(purchase());
  });

  test('is the same with or without words, and wherever Apikley calls back', () => {
    expect(purchase({ wantWords: true, callbackUrl: 'https://example.com/7' })).toBe(purchase());
  });

  test.each([
    { language: 'de' },
    { providerOptions: { model: 'other' } },
    { providerOptions: { diarize: false } },
    { providerOptions: { tagAudioEvents: true } },
  ])('is a different one with %j', (change) => {
    expect(purchase(change)).not.toBe(purchase());
  });
});

test.each(['null', '""', '[]', '{}', 'true', '"twelve"', '1e999'])(
  'an unreadable balance is an error: %s',
  async (data) => {
    await spoil('credit', { kind: 'body', body: `{"code":200,"data":${data}}` }, null);
    expect((await failureOf(bench.apikley.balance())).code).toBe('badAnswer');
  },
);

test('the balance is in credits, and may be fractional', async () => {
  await service.control.setBalance({ credits: 12.75 });
  await expect(bench.apikley.balance()).resolves.toEqual({
    provider: 'apikley',
    unit: 'credits',
    remaining: 12.75,
  });
});
