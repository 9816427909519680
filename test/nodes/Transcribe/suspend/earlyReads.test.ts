import { mockClock } from '../../../support/useFakeClock';
import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { defaultOutputOptions } from '../../../../nodes/shared/output/options';
import { doorbellOf } from '../../../../nodes/Transcribe/suspend/doorbell';
import { readingAhead } from '../../../../nodes/Transcribe/suspend/earlyReads';
import { suspendedExecutions } from '../../../../nodes/Transcribe/suspend/executions';
import { createPacer, unlimited } from '../../../../transcription/calls/pace';
import { taskIdOfParts } from '../../../../transcription/parts/partsTaskId';
import type { TaskProvider } from '../../../../transcription/provider';

const youngMs = 2_500;
const minuteMs = 60_000;

/** A run of the node that submits to a provider, whose ended and forgotten tasks are known by their IDs. */
function running(items: number, ended: string[] = [], forgotten: string[] = []) {
  const context = {};
  const execution = z.custom<IExecuteFunctions>().parse({
    getContext: () => context,
    getExecutionId: () => '7',
    getWorkflowDataProxy: () => ({ $runIndex: 0 }),
    evaluateExpression: () => 'https://n8n.example.com/webhook-waiting/7',
    getInputData: () => Array.from({ length: items }, () => ({ json: {} })),
  });
  const reads: string[] = [];
  const provider = z.custom<TaskProvider>().parse({
    pollPolicy: { stages: [{ untilAgeMs: 30_000, everyMs: youngMs }] },
    read: (taskId: string) => {
      reads.push(taskId);
      return Promise.resolve(
        ended.includes(taskId)
          ? { state: 'completed', transcript: { provider: 'any', model: 'any', text: taskId } }
          : { state: forgotten.includes(taskId) ? 'notFound' : 'running' },
      );
    },
  });
  const pacer = createPacer(unlimited, mockClock);
  const ahead = readingAhead(execution, pacer);
  return {
    ahead,
    context,
    ended,
    pacer,
    reads,
    learnt: () => [...suspendedExecutions.learntOf(doorbellOf(execution).secret).keys()],
    ask: () => suspendedExecutions.fanInFor(doorbellOf(execution).secret, []),
    /** Submits a task that is as old as given, and lets the reads end that follow. */
    submit: async (taskId: string, ageMs = youngMs) => {
      const task = { taskId, submittedAtMs: mockClock.now() - ageMs };
      ahead.note({ task, output: defaultOutputOptions, recording: undefined }, provider);
      await mockClock.sleep(0);
    },
  };
}

describe('while tasks are submitted', () => {
  test('those that have ended are found, from the oldest to the first that runs', async () => {
    const { submit, reads, learnt } = running(20, ['task_1']);
    await submit('task_1');
    await submit('task_2');
    await submit('task_3');
    expect(reads).toEqual(['task_1', 'task_2']);
    expect(learnt()).toEqual(['task_1']);
  });

  test('those that are almost certainly still running are not read', async () => {
    const { submit, reads } = running(20, ['task_1', 'task_2']);
    await submit('task_1');
    await submit('task_2', youngMs - 1);
    expect(reads).toEqual(['task_1']);
  });

  test('they are read less often when that finds none', async () => {
    const { submit, reads } = running(100);
    for (let task = 1; task <= 100; task++) await submit(`task_${task}`);
    // After 5, 15, 35 and 75 of them.
    expect(reads).toEqual(['task_1', 'task_1', 'task_1', 'task_1']);
  });

  test('a look that had nothing to read does not count as one in vain', async () => {
    const { submit, reads } = running(20, ['task_4']);
    for (const taskId of ['task_1', 'task_2', 'task_3']) await submit(taskId, 0);
    expect(reads).toEqual([]);
    await mockClock.sleep(youngMs);
    await submit('task_4', 0);
    expect(reads).toEqual(['task_1']);
  });

  test('a look that found one does not count as one in vain', async () => {
    const { submit, reads, ended } = running(20, ['task_1']);
    await submit('task_1');
    ended.push('task_2');
    await submit('task_2');
    expect(reads).toEqual(['task_1', 'task_2']);
  });

  test('one that the service has forgotten for 90 s has failed', async () => {
    const { submit, learnt } = running(20, [], ['task_1']);
    await submit('task_1');
    await mockClock.sleep(90_001);
    // The look at the first was in vain, so the next is due after two more.
    await submit('task_2');
    await submit('task_3');
    expect(learnt()).toEqual(['task_1']);
  });

  test('each part of a recording is read by itself', async () => {
    const { submit, reads } = running(20, ['task_1', 'task_2']);
    const parts = [
      { taskId: 'task_1', startSeconds: 0, endSeconds: 60 },
      { taskId: 'task_2', startSeconds: 50, endSeconds: 110 },
    ];
    await submit(taskIdOfParts(parts, 110));
    expect(reads).toEqual(['task_1', 'task_2']);
  });
});

describe('once all are submitted', () => {
  test('nothing more is read', async () => {
    const { ahead, pacer, submit, reads } = running(20, ['task_1']);
    pacer.pauseFor(10_000);
    await submit('task_1');
    ahead.end(true);
    await mockClock.sleep(minuteMs);
    expect(reads).toEqual([]);
  });

  test('what was found is kept for the first callback', async () => {
    const { ahead, submit, learnt } = running(20, ['task_1']);
    await submit('task_1');
    ahead.end(true);
    await mockClock.sleep(5 * minuteMs - 1);
    expect(learnt()).toEqual(['task_1']);
  });

  test('it is dropped after five minutes if no callback has asked for it', async () => {
    const { ahead, submit, learnt } = running(20, ['task_1']);
    await submit('task_1');
    ahead.end(true);
    await mockClock.sleep(5 * minuteMs);
    expect(learnt()).toEqual([]);
  });

  test('it is kept where one has', async () => {
    const { ahead, submit, learnt, ask } = running(20, ['task_1']);
    await submit('task_1');
    ahead.end(true);
    ask();
    await mockClock.sleep(5 * minuteMs);
    expect(learnt()).toEqual(['task_1']);
  });

  test('it is dropped at once if the execution is not suspended', async () => {
    const { ahead, submit, learnt } = running(20, ['task_1']);
    await submit('task_1');
    ahead.end(false);
    expect(learnt()).toEqual([]);
  });

  test('a run that submitted nothing leaves nothing behind', () => {
    const { ahead, context } = running(20);
    ahead.end(true);
    expect(context).toEqual({});
  });
});
