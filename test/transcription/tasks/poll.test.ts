import { TranscriptionError, type TranscriptionErrorDetails } from '../../../transcription/errors';
import type { TaskStatus } from '../../../transcription/tasks/task';
import { createPacer } from '../../../transcription/calls/pace';
import { pollUntilDone } from '../../../transcription/tasks/poll';
import { firstIntervalMs, type PollPolicy, withPollInterval } from '../../../transcription/tasks/pollPolicy';
import type { Transcript } from '../../../transcription/transcript';
import { failureOf } from '../../support/failure';
import { FakeClock } from '../../support/fakeClock';

const transcript: Transcript = { provider: 'any', model: 'any', status: 'completed', text: 'Hello.' };
const pollPolicy: PollPolicy = {
  stages: [
    { untilAgeMs: 30_000, everyMs: 2_500 },
    { untilAgeMs: 120_000, everyMs: 7_000 },
    { untilAgeMs: Number.POSITIVE_INFINITY, everyMs: 20_000 },
  ],
};
const running: TaskStatus = { state: 'running' };
const notFound: TaskStatus = { state: 'notFound' };
const completed: TaskStatus = { state: 'completed', transcript };

const problem = (details: Partial<TranscriptionErrorDetails> = {}) =>
  new TranscriptionError('It can not be seen.', { code: 'network', retryable: true, ...details });

let clock: FakeClock;
/** When the task was asked for, in milliseconds since the start. */
let reads: number[];

beforeEach(() => {
  clock = new FakeClock();
  reads = [];
});

interface Waiting {
  answer: (read: number) => TaskStatus | Error;
  /** After the start. */
  deadlineMs?: number;
  /** Before the start. */
  ageMs?: number;
  policy?: PollPolicy;
  everyMs?: number;
  signal?: AbortSignal;
  pacer?: ReturnType<typeof createPacer>;
  howToGoOn?: string;
}

/** Polls one task; `answer` is told how often it was asked, from 1 on. */
function wait({
  answer,
  deadlineMs = 3_600_000,
  ageMs = 0,
  policy,
  everyMs,
  signal,
  pacer,
  howToGoOn,
}: Waiting) {
  let asked = 0;
  return pollUntilDone(
    {
      pollPolicy: policy ?? pollPolicy,
      read: async (taskId) => {
        expect(taskId).toBe('task_1');
        reads.push(clock.elapsedMs);
        const said = answer(++asked);
        if (said instanceof Error) throw said;
        return said;
      },
    },
    { taskId: 'task_1', submittedAtMs: clock.startMs - ageMs },
    {
      clock,
      pacer: pacer ?? createPacer({ starts: 10, perMs: 1_000 }, clock),
      deadlineMs: clock.startMs + deadlineMs,
      everyMs,
      signal,
      howToGoOn,
    },
  );
}

/** The times from `first` to `last`, `step` apart. */
const every = (step: number, first: number, last: number) =>
  Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);

describe('the intervals', () => {
  test('2.5 s for half a minute, 7 s until two minutes, then 20 s', async () => {
    await failureOf(wait({ answer: () => running, deadlineMs: 201_000 }));
    expect(reads).toEqual([
      ...every(2_500, 2_500, 30_000),
      ...every(7_000, 37_000, 121_000),
      ...every(20_000, 141_000, 201_000),
    ]);
  });

  test('go by the age of the task, not by how long it was waited for', async () => {
    await failureOf(wait({ answer: () => running, ageMs: 60_000, deadlineMs: 14_000 }));
    expect(reads).toEqual([7_000, 14_000]);
  });

  test('a success ends the wait at once', async () => {
    await expect(wait({ answer: (read) => (read === 3 ? completed : running) })).resolves.toBe(transcript);
    expect(reads).toEqual([2_500, 5_000, 7_500]);
    expect(clock.elapsedMs).toBe(7_500);
  });

  test("are the user's, if the user chose one", async () => {
    await failureOf(wait({ answer: () => running, everyMs: 10_000, deadlineMs: 30_000 }));
    expect(reads).toEqual([10_000, 20_000, 30_000]);
  });

  test('an interval of the own choice counts from the start, and later stages are not faster than it', () => {
    expect(withPollInterval(pollPolicy, 10_000).stages.map(({ everyMs }) => everyMs)).toEqual([
      10_000, 10_000, 20_000,
    ]);
    expect(withPollInterval(pollPolicy, 500).stages.map(({ everyMs }) => everyMs)).toEqual([
      500, 7_000, 20_000,
    ]);
    expect(firstIntervalMs(pollPolicy)).toBe(2_500);
  });

  test('tasks that are polled at a time share one limit of requests, and none waits for another to end', async () => {
    const pacer = createPacer({ starts: 10, perMs: 1_000 }, clock);
    const waits = Array.from({ length: 30 }, (_, task) =>
      wait({ pacer, answer: (read) => (task !== 0 && read === 2 ? completed : running), deadlineMs: 30_000 }),
    );
    const [stuck, ...others] = waits;
    const endless = failureOf(stuck ?? Promise.resolve());
    await Promise.all(others);
    expect(clock.elapsedMs).toBeLessThan(10_000);
    await endless;
    for (const [index, at] of reads.entries()) {
      const later = reads[index + 10];
      if (later !== undefined) expect(later - at).toBeGreaterThanOrEqual(1_000);
    }
  });
});

describe('the deadline', () => {
  test('ends the wait on time, after a last look', async () => {
    const error = await failureOf(wait({ answer: () => running, deadlineMs: 9_000 }));
    expect(reads).toEqual([2_500, 5_000, 7_500, 9_000]);
    expect(clock.elapsedMs).toBe(9_000);
    expect(error).toMatchObject({ code: 'timeout', taskId: 'task_1', retryable: false });
    expect(error.message).toContain('task_1');
    expect(error.description).toContain('Get Transcript');
  });

  test('a transcript that is there at the last look is handed out', async () => {
    await expect(
      wait({ answer: (read) => (read === 2 ? completed : running), deadlineMs: 4_000 }),
    ).resolves.toBe(transcript);
  });

  test('one that has passed before the start asks for nothing', async () => {
    const error = await failureOf(wait({ answer: () => completed, deadlineMs: 0 }));
    expect(error.code).toBe('timeout');
    expect(reads).toEqual([]);
  });

  test('is kept although the provider asks for a longer pause', async () => {
    const error = await failureOf(
      wait({
        answer: () => problem({ code: 'rateLimited', retryAfterMs: 86_400_000 }),
        deadlineMs: 60_000,
      }),
    );
    expect(error.code).toBe('timeout');
    expect(clock.elapsedMs).toBe(60_000);
  });
});

describe('a task that is not known', () => {
  test('counts as running for a minute and a half', async () => {
    const known = (read: number) => (reads[read - 1] ?? 0) > 90_000;
    await expect(wait({ answer: (read) => (known(read) ? completed : notFound) })).resolves.toBe(transcript);
  });

  test('is an error afterwards, with its ID', async () => {
    const error = await failureOf(wait({ answer: () => notFound }));
    expect(error).toMatchObject({ code: 'taskNotFound', taskId: 'task_1', retryable: false });
    expect(clock.elapsedMs).toBeGreaterThan(92_500);
    expect(clock.elapsedMs).toBeLessThanOrEqual(100_000);
  });

  test('may be old: the time counts from when it was unknown first', async () => {
    const answer = (read: number) => (read < 4 ? notFound : completed);
    await expect(wait({ answer, ageMs: 600_000 })).resolves.toBe(transcript);
  });
});

test.each(['empty', 'unreadable'] as const)(
  'a task that is done, with an %s result, is asked for soon again, however old it is',
  async (state) => {
    const error = new TranscriptionError('It can not be read.', { code: 'badAnswer', taskId: 'task_1' });
    const doubtful: TaskStatus = state === 'empty' ? { state, transcript } : { state, error };
    await wait({ answer: (read) => (read < 3 ? doubtful : completed), ageMs: 600_000 });
    expect(reads).toEqual([20_000, 22_500, 25_000]);
  },
);

describe('a failure to read', () => {
  test('that may pass does not end the wait, however often it comes', async () => {
    await expect(
      wait({ answer: (read) => (read < 40 ? problem({ code: 'maintenance' }) : completed) }),
    ).resolves.toBe(transcript);
    expect(reads).toHaveLength(40);
  });

  test('that asks for a pause holds back all tasks of the account', async () => {
    const pacer = createPacer({ starts: 10, perMs: 1_000 }, clock);
    const busy = problem({ code: 'rateLimited', retryAfterMs: 30_000 });
    await Promise.all([
      wait({ pacer, answer: (read) => (read === 1 ? busy : completed) }),
      wait({ pacer, answer: () => completed, ageMs: 60_000 }),
    ]);
    expect(reads).toEqual([2_500, 32_500, 32_500]);
  });

  test.each([
    'unauthorized',
    'insufficientCredits',
    'rejected',
    'badAnswer',
    'unavailable',
    'taskNotFound',
    'invalidInput',
  ] as const)('of the kind "%s" does not end it either, while others go on', async (code) => {
    const refused = problem({ code, retryable: false });
    const answer = (read: number) => (read > 1 && read < 20 ? refused : read < 20 ? running : completed);
    await expect(wait({ answer })).resolves.toBe(transcript);
  });

  const refused = problem({ code: 'unauthorized', retryable: false, description: 'Check the key.' });

  test('is told when the service itself has refused for five minutes, and the task ID is not lost', async () => {
    const error = await failureOf(wait({ answer: (read) => (read > 1 ? refused : running) }));
    expect(error).toMatchObject({ code: 'unauthorized', taskId: 'task_1', cause: refused });
    expect(error.message).toContain('task_1');
    expect(error.description).toContain('Check the key.');
    expect(error.description).toContain('Get Transcript');
    expect(clock.elapsedMs).toBeGreaterThan(305_000);
    expect(clock.elapsedMs).toBeLessThanOrEqual(330_000);
  });

  test('has not stood for long when a good look, or a foreign page, was in between', async () => {
    const between = (read: number) => (read % 8 === 0 ? running : read % 8 === 4 ? problem() : refused);
    const error = await failureOf(wait({ answer: between, deadlineMs: 900_000 }));
    expect(error.code).toBe('timeout');
  });

  test('does not advise Get Transcript to those who are in it', async () => {
    const howToGoOn = 'Run this step again.';
    for (const answer of [() => running, () => refused]) {
      const error = await failureOf(wait({ answer, howToGoOn, deadlineMs: 400_000 }));
      expect(error.description).toContain(howToGoOn);
      expect(error.description).not.toContain('Get Transcript');
    }
  });

  test('and a state that nobody knows are named when the wait ends over them', async () => {
    const error = await failureOf(
      wait({ answer: () => ({ state: 'running', unknownState: 'archived' }), deadlineMs: 10_000 }),
    );
    expect(error.description).toContain('"archived"');
  });

  test('is told when the wait ends over it', async () => {
    const error = await failureOf(wait({ answer: () => problem(), deadlineMs: 10_000 }));
    expect(error.code).toBe('timeout');
    expect(error.description).toContain('It can not be seen.');
  });

  test('is forgotten once a later look has gone well', async () => {
    const error = await failureOf(
      wait({ answer: (read) => (read === 1 ? problem() : running), deadlineMs: 10_000 }),
    );
    expect(error.description).not.toContain('It can not be seen.');
  });

  test('that the domain does not know is a bug, and thrown as it is', async () => {
    const bug = new TypeError('undefined is not a function');
    await expect(wait({ answer: () => bug })).rejects.toBe(bug);
  });
});

test('a failed task ends the wait with its own error', async () => {
  const failed = new TranscriptionError('Apikley could not transcribe the recording (task ID task_1).', {
    code: 'taskFailed',
    taskId: 'task_1',
  });
  await expect(wait({ answer: () => ({ state: 'failed', error: failed }) })).rejects.toBe(failed);
  expect(reads).toHaveLength(1);
});

describe('an abort', () => {
  test('ends the wait at once, with its reason', async () => {
    const aborting = new AbortController();
    const reason = new Error('cancelled');
    const waiting = wait({ answer: () => running, signal: aborting.signal });
    void clock.at(6_000, () => aborting.abort(reason));
    await expect(waiting).rejects.toBe(reason);
    expect(clock.elapsedMs).toBe(6_000);
    expect(reads).toEqual([2_500, 5_000]);
  });

  test('ends also the wait for a turn to ask', async () => {
    const aborting = new AbortController();
    const reason = new Error('cancelled');
    const pacer = createPacer({ starts: 1, perMs: 1_000 }, clock);
    pacer.pauseFor(50_000);
    const waiting = wait({ pacer, answer: () => running, signal: aborting.signal });
    void clock.at(6_000, () => aborting.abort(reason));
    await expect(waiting).rejects.toBe(reason);
    expect(clock.elapsedMs).toBe(6_000);
    expect(reads).toEqual([]);
  });
});
