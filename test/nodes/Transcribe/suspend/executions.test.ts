import {
  claimResume,
  fanInFor,
  forgetExecution,
  forgetUnasked,
  handedOver,
  keepWithinBounds,
  learntOf,
  releaseClaim,
} from '../../../../nodes/Transcribe/suspend/executions';
import { newSecret } from '../../../../nodes/shared/webhooks/secret';
import { TranscriptionError } from '../../../../transcription/errors';
import type { SubmittedTask } from '../../../../transcription/tasks/task';

const nowMs = Date.UTC(2030, 0, 1);
const aMinuteMs = 60_000;
const tasks: SubmittedTask[] = [{ taskId: 'task_1', submittedAtMs: nowMs }];
const mostExecutions = 1_000;

/** Registers this many other executions. */
const others = (count: number) => {
  for (let index = 0; index < count; index += 1) fanInFor(newSecret(), tasks);
};

describe('the results of an execution', () => {
  test('are kept for its next callback, even if its tasks were read from storage anew', () => {
    const secret = newSecret();
    const fanIn = fanInFor(secret, tasks);
    expect(fanInFor(secret, [...tasks])).toBe(fanIn);
    expect(fanInFor(secret, tasks)).toBe(fanIn);
  });

  test('are not mixed with those of another', () => {
    expect(fanInFor(newSecret(), tasks)).not.toBe(fanInFor(newSecret(), tasks));
  });

  test.each(['__proto__', 'constructor', ''])('may belong to any secret, such as %j', (secret) => {
    const fanIn = fanInFor(secret, tasks);
    expect(fanInFor(secret, tasks)).toBe(fanIn);
  });

  test('outlast 999 others', () => {
    const secret = newSecret();
    const fanIn = fanInFor(secret, tasks);
    others(mostExecutions - 1);
    expect(fanInFor(secret, tasks)).toBe(fanIn);
  });

  test('are forgotten after 1,000 others', () => {
    const secret = newSecret();
    const fanIn = fanInFor(secret, tasks);
    others(mostExecutions);
    expect(fanInFor(secret, tasks)).not.toBe(fanIn);
  });

  test('are forgotten in the order in which executions were last active, not in which they began', () => {
    const [older, newer] = [newSecret(), newSecret()];
    const fanIns = { older: fanInFor(older, tasks), newer: fanInFor(newer, tasks) };
    others(mostExecutions - 2);
    fanInFor(older, tasks);
    others(1);
    expect(fanInFor(older, tasks)).toBe(fanIns.older);
    expect(fanInFor(newer, tasks)).not.toBe(fanIns.newer);
  });
});

describe('an execution whose tasks are over', () => {
  const tenMinutesMs = 10 * aMinuteMs;
  let secret: string;
  let fanIn: ReturnType<typeof fanInFor>;
  beforeEach(() => {
    secret = newSecret();
    fanIn = fanInFor(secret, tasks);
  });

  test('is resumed by the first caller, and by no other while the items are being made', () => {
    expect(claimResume(secret, nowMs)).toBe(true);
    expect(claimResume(secret, nowMs)).toBe(false);
    expect(claimResume(secret, nowMs + aMinuteMs)).toBe(false);
  });

  test('keeps its transcripts until the items are made', () => {
    claimResume(secret, nowMs);
    expect(fanInFor(secret, tasks)).toBe(fanIn);
    handedOver(secret, nowMs);
    expect(fanInFor(secret, tasks)).not.toBe(fanIn);
  });

  test('may be resumed by the next caller at once, with its transcripts, if the items could not be made', () => {
    claimResume(secret, nowMs);
    releaseClaim(secret);
    expect(fanInFor(secret, tasks)).toBe(fanIn);
    expect(claimResume(secret, nowMs)).toBe(true);
    expect(claimResume(secret, nowMs)).toBe(false);
  });

  test('may be resumed again if it has not continued a minute after the items were made', () => {
    claimResume(secret, nowMs);
    const madeMs = nowMs + 2 * aMinuteMs;
    handedOver(secret, madeMs);
    expect(claimResume(secret, madeMs + aMinuteMs - 1)).toBe(false);
    expect(claimResume(secret, madeMs + aMinuteMs)).toBe(true);
    expect(claimResume(secret, madeMs + aMinuteMs)).toBe(false);
  });

  test('may be resumed by another caller if the one that makes the items hangs', () => {
    claimResume(secret, nowMs);
    expect(claimResume(secret, nowMs + tenMinutesMs - 1)).toBe(false);
    expect(claimResume(secret, nowMs + tenMinutesMs)).toBe(true);
  });

  test('is not held by callers that were turned away', () => {
    claimResume(secret, nowMs);
    claimResume(secret, nowMs + tenMinutesMs - 1);
    expect(claimResume(secret, nowMs + tenMinutesMs)).toBe(true);
  });

  test('stays claimed when a callback arrives in the meantime', () => {
    claimResume(secret, nowMs);
    fanInFor(secret, tasks);
    expect(claimResume(secret, nowMs + 1)).toBe(false);
  });

  test('does not hold up another one', () => {
    const other = newSecret();
    fanInFor(other, tasks);
    expect(claimResume(secret, nowMs)).toBe(true);
    expect(claimResume(other, nowMs)).toBe(true);
    releaseClaim(other);
    expect(claimResume(secret, nowMs)).toBe(false);
  });

  test('may be resumed if it was forgotten in the meantime: better twice than never', () => {
    claimResume(secret, nowMs);
    others(mostExecutions);
    expect(claimResume(secret, nowMs)).toBe(true);
    handedOver(secret, nowMs);
    releaseClaim(secret);
    expect(claimResume(secret, nowMs)).toBe(true);
  });
});

describe('what was learnt before an execution was suspended', () => {
  const error = new TranscriptionError('It could not be heard.', { code: 'taskFailed' });
  const learn = () => {
    const secret = newSecret();
    learntOf(secret).set('task_1', { state: 'failed', error });
    return secret;
  };
  const look = async (secret: string) => {
    const read = jest.fn(() => Promise.resolve({ state: 'running' as const }));
    const { done } = await fanInFor(secret, tasks).look(undefined, { nowMs: () => nowMs, read });
    return { done, reads: read.mock.calls.length };
  };

  test('is not read again', async () => {
    expect(await look(learn())).toEqual({ done: true, reads: 0 });
  });

  test('is released if no callback has reached this process', async () => {
    const secret = learn();
    forgetUnasked(secret);
    expect(await look(secret)).toEqual({ done: false, reads: 1 });
  });

  test('is kept if one has', async () => {
    const secret = learn();
    fanInFor(secret, tasks);
    forgetUnasked(secret);
    expect(await look(secret)).toEqual({ done: true, reads: 0 });
  });

  test('is gone once items were made from it, and the right to resume is not given twice', async () => {
    const secret = learn();
    claimResume(secret, nowMs);
    handedOver(secret, nowMs);
    forgetUnasked(secret);
    expect(claimResume(secret, nowMs)).toBe(false);
    expect(await look(secret)).toEqual({ done: false, reads: 1 });
  });
});

describe('the memory for results', () => {
  const mebibyte = 1024 * 1024;
  /** At two bytes per character. */
  const longText = 'x'.repeat(40 * mebibyte);
  const learn = (secret: string, text = longText) => {
    const transcript = { provider: 'any', model: 'any', status: 'completed' as const, text };
    learntOf(secret).set('task_1', { state: 'completed', transcript });
    keepWithinBounds(secret);
    return secret;
  };
  const isKept = (secret: string) => learntOf(secret).size === 1;

  afterEach(() => others(mostExecutions));

  test('is bounded: the executions that were inactive longest are forgotten', () => {
    const secrets = Array.from({ length: 5 }, () => learn(newSecret()));
    expect(secrets.map(isKept)).toEqual([false, false, true, true, true]);
  });

  test('never excludes the execution that was used last, however large it is', () => {
    const other = learn(newSecret());
    const mine = newSecret();
    for (const taskId of ['task_2', 'task_3', 'task_4', 'task_5']) {
      const transcript = { provider: 'any', model: 'any', status: 'completed' as const, text: longText };
      learntOf(mine).set(taskId, { state: 'completed', transcript });
    }
    keepWithinBounds(mine);
    expect(learntOf(mine).size).toBe(4);
    expect(isKept(other)).toBe(false);
  });

  test('never excludes one that is being resumed', () => {
    const mine = learn(newSecret());
    claimResume(mine, nowMs);
    for (let others = 0; others < 5; others++) learn(newSecret());
    expect(isKept(mine)).toBe(true);
  });
});

test('an execution is forgotten at its deadline, unless it is being resumed', () => {
  const [over, claimed] = [newSecret(), newSecret()];
  const [one, other] = [fanInFor(over, tasks), fanInFor(claimed, tasks)];
  claimResume(claimed, nowMs);
  forgetExecution(over);
  forgetExecution(claimed);
  expect(fanInFor(over, tasks)).not.toBe(one);
  expect(fanInFor(claimed, tasks)).toBe(other);
});
