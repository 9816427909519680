import { mockClock } from '../../../support/useFakeClock';
import { newSecret } from '../../../../nodes/shared/webhooks/secret';
import { suspendedExecutions } from '../../../../nodes/Transcribe/suspend/executions';
import { tasksOf, timesOf } from '../../../../nodes/Transcribe/suspend/look';
import { suspendedSchema } from '../../../../nodes/Transcribe/suspend/suspended';
import { taskIdOfParts } from '../../../../transcription/parts/partsTaskId';
import {
  type Answer,
  deleteAll,
  heard,
  maintenance,
  runs,
  SuspendedExecution,
  unknownTask,
  waitMs,
} from './suspendedExecution';

const minuteMs = 60_000;
/** 90 s, and 200 ms for each task. */
const lastCallMs = (tasks: number) => waitMs - 90_000 - tasks * 200;

afterEach(async () => {
  deleteAll();
  // The next ring at each of them is the last.
  await mockClock.sleep(6 * minuteMs);
});

/** Suspends an execution, and rings once, as n8n's restart leaves it to a callback. */
async function suspended(
  answers: Answer[],
  stored?: ConstructorParameters<typeof SuspendedExecution>[1]['stored'],
) {
  const tasks = Object.fromEntries(answers.map((answer, index) => [`task_${index + 1}`, answer]));
  const execution = new SuspendedExecution(mockClock, { tasks, ...(stored && { stored }) });
  await execution.ring();
  return execution;
}

describe('shortly before the deadline', () => {
  test('the execution resumes with the transcripts that are there, and the IDs of the other tasks', async () => {
    const execution = await suspended([heard('Hello.'), runs]);
    await mockClock.sleep(waitMs);
    expect(execution.resumedAfterMs).toBe(lastCallMs(2));
    expect(execution.resumed).toMatchObject([
      [{ json: { text: 'Hello.' } }, { json: { status: 'processing', taskId: 'task_2' } }],
    ]);
  });

  test('it does not resume without any transcript, as n8n does the same at the deadline', async () => {
    const execution = await suspended([runs, runs]);
    await mockClock.sleep(waitMs);
    expect(execution.resumed).toEqual([]);
  });

  test('a task that cannot be read does not hold up the others', async () => {
    const execution = await suspended([heard('Hello.'), maintenance]);
    await mockClock.sleep(waitMs);
    expect(execution.resumedAfterMs).toBe(lastCallMs(2));
    expect(execution.resumed[0]?.[1]?.json).toMatchObject({
      taskId: 'task_2',
      warning: 'The last attempt to read it failed: Apikley is under maintenance.',
    });
  });

  test('a service that is out of reach has half of the time that is left to come back', async () => {
    const execution = await suspended([heard('Hello.'), maintenance, maintenance, maintenance, maintenance]);
    await mockClock.sleep(waitMs);
    // The first ring in the second half: 2 + 4 + 8 + 16 + 32 s after the last call.
    expect(execution.resumedAfterMs).toBe(lastCallMs(5) + 62_000);
    expect(execution.resumed[0]).toHaveLength(5);
  });

  test('and is asked again in that time', async () => {
    const execution = await suspended([heard('Hello.'), maintenance, maintenance, maintenance, runs]);
    void mockClock.at(mockClock.elapsedMs + lastCallMs(5) + 1_000, () => {
      for (const taskId of ['task_2', 'task_3', 'task_4']) execution.tasks[taskId] = heard('Again.');
    });
    await mockClock.sleep(waitMs);
    expect(execution.resumedAfterMs).toBe(lastCallMs(5) + 2_000);
  });

  test('a slow service is read for seven tenths of the time that is left, and no longer', async () => {
    const execution = await suspended([heard('Hello.'), runs, runs, runs, runs, runs, runs]);
    await mockClock.sleep(lastCallMs(7) - 1);
    execution.reads.length = 0;
    execution.before.read = () => mockClock.sleep(20_000);
    await mockClock.sleep(95_000);
    // One shows that not all have ended; then 64 s are left to read, of which each takes 20 s.
    expect(execution.resumedAfterMs).toBe(lastCallMs(7) + 20_000 + 60_000);
    expect(execution.reads).toHaveLength(1 + 3);
  });
});

describe('an execution that an older version has suspended', () => {
  const withoutDeadline = (stored: object) => ({ ...stored, deadlineMs: undefined });

  test('has no deadline, and is rung for as long as it waits', async () => {
    const execution = await suspended([heard('Hello.'), runs], withoutDeadline);
    await mockClock.sleep(3 * waitMs);
    expect(execution.resumed).toEqual([]);
    execution.tasks.task_2 = heard('Again.');
    await mockClock.sleep(6 * minuteMs);
    expect(execution.resumed).toHaveLength(1);
  });
});

describe('the last look', () => {
  const times = (deadline: number | undefined, ...submittedAtMs: number[]) =>
    timesOf(
      suspendedSchema.parse({
        secret: 'secret',
        provider: 'apikley',
        deadlineMs: deadline,
        errorOutput: false,
        items: submittedAtMs.map((at) => ({ kind: 'task', taskId: 'task', submittedAtMs: at, output: {} })),
      }),
    );

  test('is due in the last quarter of a short wait, counted from the first task', () => {
    expect(times(1_100_000, 1_000_000, 1_060_000)).toEqual({ lastCallMs: 1_075_000, endMs: 1_100_000 });
  });

  test('is due at the deadline where nothing was submitted, or submitted after it', () => {
    expect(times(1_100_000)).toEqual({ lastCallMs: 1_100_000, endMs: 1_100_000 });
    expect(times(1_100_000, 1_200_000)).toEqual({ lastCallMs: 1_100_000, endMs: 1_100_000 });
  });
});

test('a task is read for each part of a recording, and none for what was never submitted', () => {
  const parts = taskIdOfParts(
    [
      { taskId: 'task_1', startSeconds: 0, endSeconds: 60 },
      { taskId: 'task_2', startSeconds: 50, endSeconds: 110 },
    ],
    110,
  );
  const task = { kind: 'task', submittedAtMs: 7, output: {} };
  const { items } = suspendedSchema.parse({
    secret: 'secret',
    provider: 'apikley',
    errorOutput: false,
    items: [
      { ...task, taskId: parts },
      { kind: 'failed', json: {} },
      { ...task, taskId: 'task_3' },
    ],
  });
  expect(tasksOf({ items }).map(({ taskId }) => taskId)).toEqual(['task_1', 'task_2', 'task_3']);
});

describe('a service that cannot be asked', () => {
  test('is in the log, without the query of any address', async () => {
    const said = { code: 500, msg: 'See https://status.example.com/now?token=secret' };
    const execution = await suspended([{ statusCode: 200, body: said }]);
    expect(execution.warnings).toHaveLength(1);
    expect(execution.warnings[0]).toMatch(
      /^The tasks of a suspended execution could not be read: .*https:\/\/status\.example\.com\/now/,
    );
    expect(execution.warnings[0]).not.toContain('secret');
  });

  test('does not matter while another task is seen to run', async () => {
    const execution = await suspended([runs, maintenance]);
    expect(await execution.callBack('task_2')).toMatchObject({ status: 200, answer: { status: 'waiting' } });
    expect(execution.warnings).toEqual([]);
  });
});

describe('the next ring', () => {
  const ringsAfter = async (answer: Answer) => {
    const execution = await suspended([runs]);
    await mockClock.sleep(20 * minuteMs);
    execution.tasks.task_1 = answer;
    execution.ownCalls.length = 0;
    await execution.callBack('task_1');
    await mockClock.sleep(10_000);
    return execution.ownCalls.length;
  };

  test('is soon if a task is about to end', async () => {
    expect(await ringsAfter(unknownTask)).toBe(1);
  });

  test('is no sooner if a task merely runs', async () => {
    expect(await ringsAfter(runs)).toBe(0);
  });
});

test('transcripts of other executions are forgotten once they take too much memory', async () => {
  const text = 'x'.repeat(40 * 1024 * 1024);
  const others = Array.from({ length: 4 }, () => {
    const secret = newSecret();
    const transcript = { provider: 'any', model: 'any', status: 'completed' as const, text };
    suspendedExecutions.learntOf(secret).set('task', { state: 'completed', transcript });
    return secret;
  });
  await suspended([runs]);
  expect(others.map((secret) => suspendedExecutions.learntOf(secret).size)).toEqual([0, 1, 1, 1]);
  for (const secret of others) suspendedExecutions.forget(secret);
});
