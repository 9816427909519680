import { readTask } from '../../../providers/apikley/readTask';
import { refusalOf } from '../../support/failure';

const nowMs = Date.UTC(2030, 0, 1);
const answer = (body: object | string, status = 200) => ({
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const read = (body: object | string, status?: number) => readTask(answer(body, status), 'task_1', nowMs);
const refused = (body: object | string, status?: number) => refusalOf(() => read(body, status));
const done = (resultJson: unknown) => ({
  code: 200,
  data: { taskId: 'task_1', state: 'success', resultJson },
});

describe('a task that nobody knows', () => {
  test.each([
    { code: 404, msg: 'No such task' },
    { code: 422, msg: 'recordInfo is null' },
    { code: 422, msg: 'The RecordInfo is NULL.' },
    { code: 200, msg: 'success', data: null },
  ])('is told by %j', (body) => {
    expect(read(body)).toEqual({ state: 'notFound' });
  });

  test.each([
    [{ code: 422, msg: 'taskId: Required', data: null }, 'rejected'],
    [{ code: 400, msg: 'recordInfo is null', data: null }, 'rejected'],
    [{ code: 401, msg: 'recordInfo is null', data: null }, 'unauthorized'],
    [{ code: 500, msg: 'Server exception', data: null }, 'serverError'],
  ])('is not told by %j', async (body, code) => {
    expect((await refused(body)).code).toBe(code);
  });
});

describe('a task that Apikley gave up', () => {
  const failed = (message: string) => ({
    state: 'failed',
    error: { message: `Apikley could not transcribe the recording: ${message} (task ID task_1).` },
  });

  test.each([
    [{ code: 501, msg: 'Said by Apikley', data: null }, 'Said by Apikley'],
    [{ code: 408, msg: 'Said by Apikley', data: null }, 'Said by Apikley'],
    [{ code: 501, msg: 'fail', data: { state: 'fail', failMsg: 'No speech' } }, 'No speech'],
    [{ code: 501, msg: '', data: { state: 'fail', failCode: 422 } }, 'code 422'],
    [{ code: 501, msg: '', data: { state: 'fail' } }, 'code 501'],
    [{ code: 501, msg: '', data: null }, 'code 501'],
    [{ code: 200, data: { state: 'fail', failMsg: 'No speech', failCode: 7 } }, 'No speech'],
    [{ code: 200, data: { state: 'fail', failCode: 7 } }, 'code 7'],
  ])('is told with what is said of it: %j', (body, message) => {
    expect(read(body)).toMatchObject(failed(message));
  });

  test.each([
    [{ code: 501, msg: 'No', data: { taskId: 'task_1' } }],
    [{ code: 501, msg: 'No', data: { state: 'fail' } }],
    [{ code: 408, msg: 'No', data: { record_id: 'task_1', state: 'generating' } }],
  ])('is one also by its HTTP status, where the answer is about it: %j', (body) => {
    expect(read(body, body.code)).toMatchObject(failed('No'));
  });

  test.each([
    [{ code: 501, msg: 'No', data: null }],
    [{ code: 501, msg: 'No', data: { taskId: 'task_2' } }],
    [{ code: 408, msg: 'No', data: { state: 'generating' } }],
  ])('is none where a proxy may have said it: %j', async (body) => {
    expect(await refused(body, body.code)).toMatchObject({ code: 'serverError', retryable: true });
  });

  test.each([500, 502, 505])('is none by code %i', async (code) => {
    const body = { code, msg: 'No', data: { taskId: 'task_1', state: 'fail' } };
    expect((await refused(body)).code).not.toBe('taskFailed');
  });
});

test.each(['', '<html></html>', { msg: 'success' }])('%j says nothing of a task', async (body) => {
  expect(await refused(body)).toMatchObject({ code: 'badAnswer', retryable: true });
});

describe('the state', () => {
  test.each([
    ['generating', { state: 'running' }],
    ['', { state: 'running' }],
    ['Warming_Up', { state: 'running', unknownState: 'Warming_Up' }],
  ])('%j', (state, expected) => {
    expect(read({ code: 200, data: { state, resultJson: '{"text":"Hello."}' } })).toEqual(expected);
  });
});

describe('a success', () => {
  test('has its transcript with it', () => {
    expect(read(done('{"text":"Hello."}'))).toMatchObject({
      state: 'completed',
      transcript: { taskId: 'task_1', text: 'Hello.', raw: { text: 'Hello.' } },
    });
  });

  test('or in a file', () => {
    const url = 'https://files.example.com/a.json';
    expect(read(done(JSON.stringify({ resultUrls: [url] })))).toMatchObject({ state: 'inFile', url });
  });

  test('or nowhere yet', () => {
    expect(read(done(''))).toMatchObject({ state: 'empty', transcript: { text: '' } });
  });

  test('or in a form that nobody knows', () => {
    expect(read(done('{"foo":1}'))).toMatchObject({ state: 'unreadable', error: { code: 'badAnswer' } });
  });
});
