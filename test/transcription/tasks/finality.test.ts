import { TranscriptionError, type TranscriptionErrorCode } from '../../../transcription/errors';
import {
  boughtNothing,
  defaultFinalityPolicy,
  type EndedTask,
  type Reading,
  TaskWatch,
} from '../../../transcription/tasks/finality';
import type { Transcript } from '../../../transcription/transcript';

const startMs = Date.UTC(2030, 0, 1);
const transcript: Transcript = { provider: 'any', model: 'any', status: 'completed', text: 'Hello.' };
const silent: Transcript = { ...transcript, text: '', warning: 'There was nothing in it.' };

const errorOf = (code: TranscriptionErrorCode, retryable = true) =>
  new TranscriptionError('It can not be seen.', { code, retryable });
const running: Reading = { state: 'running' };
const unread: Reading = { state: 'unread', error: errorOf('badAnswer') };
const unreadable: Reading = { state: 'unreadable', error: errorOf('badAnswer') };
const empty: Reading = { state: 'empty', transcript: silent };
const notFound: Reading = { state: 'notFound' };

/** Judges readings, each with the seconds since the start. */
function judge(...readings: Array<[seconds: number, reading: Reading]>): EndedTask | undefined {
  const watch = new TaskWatch({ taskId: 'task_1' });
  let ended: EndedTask | undefined;
  for (const [seconds, reading] of readings) ended = watch.judge(reading, startMs + seconds * 1_000);
  return ended;
}

describe("the provider's own answer", () => {
  test('ends a task at once', () => {
    const error = errorOf('taskFailed');
    expect(judge([0, { state: 'completed', transcript }])).toEqual({ state: 'completed', transcript });
    expect(judge([0, { state: 'failed', error }])).toEqual({ state: 'failed', error });
  });

  test('ends it even after any earlier answers', () => {
    const readings: Array<[number, Reading]> = [notFound, empty, unreadable, unread, running].map(
      (reading, second) => [second, reading],
    );
    expect(judge(...readings, [9, { state: 'completed', transcript }])?.state).toBe('completed');
  });

  test('may be that it is running, for as long as it likes', () => {
    expect(judge([0, running], [86_400, running], [31_536_000, running])).toBeUndefined();
  });
});

describe('a failure to read a task', () => {
  const codes: TranscriptionErrorCode[] = [
    'badAnswer',
    'insufficientCredits',
    'invalidInput',
    'maintenance',
    'network',
    'rateLimited',
    'rejected',
    'serverError',
    'submitUnclear',
    'taskFailed',
    'taskNotFound',
    'timeout',
    'unauthorized',
    'unavailable',
  ];

  test.each(codes)('of the kind "%s" is never its end, however often and long it comes', (code) => {
    for (const retryable of [true, false]) {
      const reading: Reading = { state: 'unread', error: errorOf(code, retryable) };
      const readings = Array.from({ length: 200 }, (_, index): [number, Reading] => [index * 3_600, reading]);
      expect(judge(...readings)).toBeUndefined();
    }
  });

  test('is kept until a read succeeds', () => {
    const watch = new TaskWatch({ taskId: 'task_1' });
    watch.judge(unread, startMs);
    expect(watch.notes.problem).toBe(unread.error);
    watch.judge(notFound, startMs);
    expect(watch.notes.problem).toBeUndefined();
  });

  test('is kept even if it is the result that can not be read', () => {
    const watch = new TaskWatch({ taskId: 'task_1' });
    watch.judge(unreadable, startMs);
    expect(watch.notes.problem).toBe(unreadable.error);
    expect(watch.refusal(startMs + 900_000)).toBeUndefined();
    watch.judge(running, startMs);
    expect(watch.notes.problem).toBeUndefined();
  });

  test('is reported to waiting callers once the service has refused for more than five minutes', () => {
    const watch = new TaskWatch({ taskId: 'task_1' });
    const error = errorOf('unauthorized', false);
    watch.judge({ state: 'unread', error }, startMs);
    watch.judge({ state: 'unread', error }, startMs + 300_000);
    expect(watch.refusal(startMs + 300_000)).toBeUndefined();
    expect(watch.refusal(startMs + 300_001)).toBe(error);
    watch.judge(unread, startMs + 300_002);
    expect(watch.refusal(startMs + 900_000)).toBeUndefined();
    watch.judge({ state: 'unread', error }, startMs + 900_000);
    watch.judge(running, startMs + 1_300_000);
    expect(watch.refusal(startMs + 1_300_000)).toBeUndefined();
  });
});

describe('a task that the provider does not find', () => {
  test('has failed once it has been missing for more than 90 s', () => {
    expect(judge([0, notFound], [90, notFound])).toBeUndefined();
    expect(judge([0, notFound], [90.001, notFound])).toMatchObject({
      state: 'failed',
      error: { code: 'taskNotFound', taskId: 'task_1' },
    });
  });

  test('has not failed at the first look, whenever that is', () => {
    expect(judge([86_400, notFound])).toBeUndefined();
  });

  test('has not failed if it was seen in between', () => {
    expect(judge([0, notFound], [80, running], [100, notFound], [185, notFound])).toBeUndefined();
  });

  test('has failed even if it could not be read in between', () => {
    expect(judge([0, notFound], [50, unread], [100, notFound])?.state).toBe('failed');
  });
});

describe('a task with an empty result', () => {
  test('is completed, empty as it is, once three reads over more than ten seconds agree', () => {
    expect(judge([0, empty], [5, empty], [10, empty])).toBeUndefined();
    expect(judge([0, empty], [11, empty])).toBeUndefined();
    expect(judge([0, empty], [5, empty], [11, empty])).toEqual({ state: 'completed', transcript: silent });
  });

  test('is completed with its text when that arrives', () => {
    expect(judge([0, empty], [5, empty], [11, { state: 'completed', transcript }])).toEqual({
      state: 'completed',
      transcript,
    });
  });
});

describe('a task whose result can not be read', () => {
  test('has failed once three reads over more than two and a half minutes agree', () => {
    expect(judge([0, unreadable], [75, unreadable], [150, unreadable])).toBeUndefined();
    expect(judge([0, unreadable], [151, unreadable])).toBeUndefined();
    expect(judge([0, unreadable], [75, unreadable], [151, unreadable])).toEqual({
      state: 'failed',
      error: unreadable.error,
    });
  });

  test('starts over when the provider answers something else in between', () => {
    const others: Reading[] = [running, empty, notFound];
    for (const other of others) {
      expect(judge([0, unreadable], [75, other], [151, unreadable], [152, unreadable])).toBeUndefined();
    }
  });

  test("survives a proxy's page that lasts a minute", () => {
    const page = Array.from({ length: 25 }, (_, index): [number, Reading] => [index * 2.5, unreadable]);
    expect(judge(...page)).toBeUndefined();
  });
});

test('a task that is nearly over is due for another look soon, one that runs or can not be read is not', () => {
  const soonAfter = (reading: Reading) => {
    const watch = new TaskWatch({ taskId: 'task_1' });
    watch.judge(reading, startMs);
    return watch.isAlmostOver;
  };
  expect([empty, unreadable, notFound].map(soonAfter)).toEqual([true, true, true]);
  expect([running, unread].map(soonAfter)).toEqual([false, false]);
});

test('an unknown state is kept until another one is reported', () => {
  const watch = new TaskWatch({ taskId: 'task_1' });
  watch.judge({ state: 'running', unknownState: 'archived' }, startMs);
  watch.judge(unread, startMs);
  expect(watch.notes.unknownState).toBe('archived');
  watch.judge(running, startMs);
  expect(watch.notes.unknownState).toBeUndefined();
});

test('the limits can be configured', () => {
  const watch = new TaskWatch({ taskId: 'task_1' }, { ...defaultFinalityPolicy, unknownMs: 10 });
  watch.judge(notFound, startMs);
  expect(watch.judge(notFound, startMs + 11)?.state).toBe('failed');
});

describe('what a failed task has cost', () => {
  test('is nothing if the provider itself gave it up', () => {
    expect(boughtNothing(errorOf('taskFailed'))).toBe(true);
  });

  test.each(['partFailed', 'taskNotFound', 'badAnswer', 'timeout', 'network', 'rejected'] as const)(
    'may be its price after "%s"',
    (code) => expect(boughtNothing(errorOf(code))).toBe(false),
  );

  test('is unknown for an error that is not ours', () => {
    expect(boughtNothing(Object.assign(new Error(), { code: 'taskFailed' }))).toBe(false);
  });
});
