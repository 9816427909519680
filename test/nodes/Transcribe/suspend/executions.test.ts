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

describe('what was learnt of an execution', () => {
  test('is kept for its next callback, also when its tasks were read from storage anew', () => {
    const secret = newSecret();
    const fanIn = fanInFor(secret, tasks);
    expect(fanInFor(secret, [...tasks])).toBe(fanIn);
    expect(fanInFor(secret, tasks)).toBe(fanIn);
  });

  test('is not mixed with that of another', () => {
    expect(fanInFor(newSecret(), tasks)).not.toBe(fanInFor(newSecret(), tasks));
  });

  test.each(['__proto__', 'constructor', ''])('may be of any secret, such as %j', (secret) => {
    const fanIn = fanInFor(secret, tasks);
    expect(fanInFor(secret, tasks)).toBe(fanIn);
  });

  test('outlasts 999 others', () => {
    const secret = newSecret();
    const fanIn = fanInFor(secret, tasks);
    others(mostExecutions - 1);
    expect(fanInFor(secret, tasks)).toBe(fanIn);
  });

  test('is forgotten when 1,000 others came after it', () => {
    const secret = newSecret();
    const fanIn = fanInFor(secret, tasks);
    others(mostExecutions);
    expect(fanInFor(secret, tasks)).not.toBe(fanIn);
  });

  test('is forgotten in the order in which executions were heard of, not in which they began', () => {
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

  test('is resumed by the first that asks, and by nobody else while it makes the items', () => {
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

  test('may be resumed by the next at once, with its transcripts, when the items could not be made', () => {
    claimResume(secret, nowMs);
    releaseClaim(secret);
    expect(fanInFor(secret, tasks)).toBe(fanIn);
    expect(claimResume(secret, nowMs)).toBe(true);
    expect(claimResume(secret, nowMs)).toBe(false);
  });

  test('may be resumed once more when it was not a minute after the items were made', () => {
    claimResume(secret, nowMs);
    const madeMs = nowMs + 2 * aMinuteMs;
    handedOver(secret, madeMs);
    expect(claimResume(secret, madeMs + aMinuteMs - 1)).toBe(false);
    expect(claimResume(secret, madeMs + aMinuteMs)).toBe(true);
    expect(claimResume(secret, madeMs + aMinuteMs)).toBe(false);
  });

  test('may be resumed by another when whoever makes the items hangs', () => {
    claimResume(secret, nowMs);
    expect(claimResume(secret, nowMs + tenMinutesMs - 1)).toBe(false);
    expect(claimResume(secret, nowMs + tenMinutesMs)).toBe(true);
  });

  test('is not held by those that were turned away', () => {
    claimResume(secret, nowMs);
    claimResume(secret, nowMs + tenMinutesMs - 1);
    expect(claimResume(secret, nowMs + tenMinutesMs)).toBe(true);
  });

  test('stays claimed when a callback comes in the meantime', () => {
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

  test('may be resumed when it was forgotten in the meantime: better twice than never', () => {
    claimResume(secret, nowMs);
    others(mostExecutions);
    expect(claimResume(secret, nowMs)).toBe(true);
    handedOver(secret, nowMs);
    releaseClaim(secret);
    expect(claimResume(secret, nowMs)).toBe(true);
  });
});

describe('what was learnt before an execution slept', () => {
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

  test('is not asked for again', async () => {
    expect(await look(learn())).toEqual({ done: true, reads: 0 });
  });

  test('is let go where no callback has come to this process', async () => {
    const secret = learn();
    forgetUnasked(secret);
    expect(await look(secret)).toEqual({ done: false, reads: 1 });
  });

  test('is kept where one has', async () => {
    const secret = learn();
    fanInFor(secret, tasks);
    forgetUnasked(secret);
    expect(await look(secret)).toEqual({ done: true, reads: 0 });
  });

  test('is gone with the items that were made of it, and the right to resume is not given twice', async () => {
    const secret = learn();
    claimResume(secret, nowMs);
    handedOver(secret, nowMs);
    forgetUnasked(secret);
    expect(claimResume(secret, nowMs)).toBe(false);
    expect(await look(secret)).toEqual({ done: false, reads: 1 });
  });
});

describe('the bytes of what was learnt', () => {
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

  test('are bounded: the executions that were quiet longest are forgotten', () => {
    const secrets = Array.from({ length: 5 }, () => learn(newSecret()));
    expect(secrets.map(isKept)).toEqual([false, false, true, true, true]);
  });

  test('never cost the execution that was looked at just now, however many they are', () => {
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

  test('never cost one that somebody is resuming', () => {
    const mine = learn(newSecret());
    claimResume(mine, nowMs);
    for (let others = 0; others < 5; others++) learn(newSecret());
    expect(isKept(mine)).toBe(true);
  });
});

test('an execution is forgotten at its deadline, unless somebody is resuming it', () => {
  const [over, claimed] = [newSecret(), newSecret()];
  const [one, other] = [fanInFor(over, tasks), fanInFor(claimed, tasks)];
  claimResume(claimed, nowMs);
  forgetExecution(over);
  forgetExecution(claimed);
  expect(fanInFor(over, tasks)).not.toBe(one);
  expect(fanInFor(claimed, tasks)).toBe(other);
});
