import { roughBytes, SuspendedExecutions } from '../../../../nodes/Transcribe/suspend/executions';
import { newSecret } from '../../../../nodes/shared/webhooks/secret';
import { TranscriptionError } from '../../../../transcription/errors';
import type { SubmittedTask } from '../../../../transcription/tasks/task';

const nowMs = Date.UTC(2030, 0, 1);
const aMinuteMs = 60_000;
const tasks: SubmittedTask[] = [{ taskId: 'task_1', submittedAtMs: nowMs }];
const mostExecutions = 1_000;

let executions: SuspendedExecutions;
beforeEach(() => {
  executions = new SuspendedExecutions();
});

/** Lets so many other executions come by. */
const others = (count: number) => {
  for (let index = 0; index < count; index += 1) executions.fanInFor(newSecret(), tasks);
};

describe('what was learnt of an execution', () => {
  test('is kept for its next callback, also when its tasks were read from storage anew', () => {
    const secret = newSecret();
    const fanIn = executions.fanInFor(secret, tasks);
    expect(executions.fanInFor(secret, [...tasks])).toBe(fanIn);
    expect(executions.fanInFor(secret, tasks)).toBe(fanIn);
  });

  test('is unknown to another process', () => {
    const secret = newSecret();
    expect(new SuspendedExecutions().fanInFor(secret, tasks)).not.toBe(executions.fanInFor(secret, tasks));
  });

  test('is not mixed with that of another', () => {
    expect(executions.fanInFor(newSecret(), tasks)).not.toBe(executions.fanInFor(newSecret(), tasks));
  });

  test.each(['__proto__', 'constructor', ''])('may be of any secret, such as %j', (secret) => {
    const fanIn = executions.fanInFor(secret, tasks);
    expect(executions.fanInFor(secret, tasks)).toBe(fanIn);
  });

  test('outlasts 999 others', () => {
    const secret = newSecret();
    const fanIn = executions.fanInFor(secret, tasks);
    others(mostExecutions - 1);
    expect(executions.fanInFor(secret, tasks)).toBe(fanIn);
  });

  test('is forgotten when 1,000 others came after it', () => {
    const secret = newSecret();
    const fanIn = executions.fanInFor(secret, tasks);
    others(mostExecutions);
    expect(executions.fanInFor(secret, tasks)).not.toBe(fanIn);
  });

  test('is forgotten in the order in which executions were heard of, not in which they began', () => {
    const [older, newer] = [newSecret(), newSecret()];
    const fanIns = { older: executions.fanInFor(older, tasks), newer: executions.fanInFor(newer, tasks) };
    others(mostExecutions - 2);
    executions.fanInFor(older, tasks);
    others(1);
    expect(executions.fanInFor(older, tasks)).toBe(fanIns.older);
    expect(executions.fanInFor(newer, tasks)).not.toBe(fanIns.newer);
  });
});

describe('an execution whose tasks are over', () => {
  const tenMinutesMs = 10 * aMinuteMs;
  let secret: string;
  let fanIn: ReturnType<SuspendedExecutions['fanInFor']>;
  beforeEach(() => {
    secret = newSecret();
    fanIn = executions.fanInFor(secret, tasks);
  });

  test('is resumed by the first that asks, and by nobody else while it makes the items', () => {
    expect(executions.claimResume(secret, nowMs)).toBe(true);
    expect(executions.claimResume(secret, nowMs)).toBe(false);
    expect(executions.claimResume(secret, nowMs + aMinuteMs)).toBe(false);
  });

  test('keeps its transcripts until the items are made', () => {
    executions.claimResume(secret, nowMs);
    expect(executions.fanInFor(secret, tasks)).toBe(fanIn);
    executions.handedOver(secret, nowMs);
    expect(executions.fanInFor(secret, tasks)).not.toBe(fanIn);
  });

  test('may be resumed by the next at once, with its transcripts, when the items could not be made', () => {
    executions.claimResume(secret, nowMs);
    executions.releaseClaim(secret);
    expect(executions.fanInFor(secret, tasks)).toBe(fanIn);
    expect(executions.claimResume(secret, nowMs)).toBe(true);
    expect(executions.claimResume(secret, nowMs)).toBe(false);
  });

  test('may be resumed once more when it was not a minute after the items were made', () => {
    executions.claimResume(secret, nowMs);
    const madeMs = nowMs + 2 * aMinuteMs;
    executions.handedOver(secret, madeMs);
    expect(executions.claimResume(secret, madeMs + aMinuteMs - 1)).toBe(false);
    expect(executions.claimResume(secret, madeMs + aMinuteMs)).toBe(true);
    expect(executions.claimResume(secret, madeMs + aMinuteMs)).toBe(false);
  });

  test('may be resumed by another when whoever makes the items hangs', () => {
    executions.claimResume(secret, nowMs);
    expect(executions.claimResume(secret, nowMs + tenMinutesMs - 1)).toBe(false);
    expect(executions.claimResume(secret, nowMs + tenMinutesMs)).toBe(true);
  });

  test('is not held by those that were turned away', () => {
    executions.claimResume(secret, nowMs);
    executions.claimResume(secret, nowMs + tenMinutesMs - 1);
    expect(executions.claimResume(secret, nowMs + tenMinutesMs)).toBe(true);
  });

  test('stays claimed when a callback comes in the meantime', () => {
    executions.claimResume(secret, nowMs);
    executions.fanInFor(secret, tasks);
    expect(executions.claimResume(secret, nowMs + 1)).toBe(false);
  });

  test('does not hold up another one', () => {
    const other = newSecret();
    executions.fanInFor(other, tasks);
    expect(executions.claimResume(secret, nowMs)).toBe(true);
    expect(executions.claimResume(other, nowMs)).toBe(true);
    executions.releaseClaim(other);
    expect(executions.claimResume(secret, nowMs)).toBe(false);
  });

  test('may be resumed when it was forgotten in the meantime: better twice than never', () => {
    executions.claimResume(secret, nowMs);
    others(mostExecutions);
    expect(executions.claimResume(secret, nowMs)).toBe(true);
    executions.handedOver(secret, nowMs);
    executions.releaseClaim(secret);
    expect(executions.claimResume(secret, nowMs)).toBe(true);
  });
});

describe('what was learnt before an execution slept', () => {
  const error = new TranscriptionError('It could not be heard.', { code: 'taskFailed' });
  const learn = () => {
    const secret = newSecret();
    executions.learntOf(secret).set('task_1', { state: 'failed', error });
    return secret;
  };
  const look = async (secret: string) => {
    const read = jest.fn(() => Promise.resolve({ state: 'running' as const }));
    const { done } = await executions.fanInFor(secret, tasks).look(undefined, { nowMs: () => nowMs, read });
    return { done, reads: read.mock.calls.length };
  };

  test('is not asked for again', async () => {
    expect(await look(learn())).toEqual({ done: true, reads: 0 });
  });

  test('is let go where no callback has come to this process', async () => {
    const secret = learn();
    executions.forgetUnasked(secret);
    expect(await look(secret)).toEqual({ done: false, reads: 1 });
  });

  test('is kept where one has', async () => {
    const secret = learn();
    executions.fanInFor(secret, tasks);
    executions.forgetUnasked(secret);
    expect(await look(secret)).toEqual({ done: true, reads: 0 });
  });

  test('is gone with the items that were made of it, and the right to resume is not given twice', async () => {
    const secret = learn();
    executions.claimResume(secret, nowMs);
    executions.handedOver(secret, nowMs);
    executions.forgetUnasked(secret);
    expect(executions.claimResume(secret, nowMs)).toBe(false);
    expect(await look(secret)).toEqual({ done: false, reads: 1 });
  });
});

describe('the bytes of what was learnt', () => {
  const mebibyte = 1024 * 1024;
  /** Two bytes a character. */
  const longText = 'x'.repeat(40 * mebibyte);
  const anyTranscript = { provider: 'any', model: 'any', status: 'completed' as const };
  const learn = (secret: string, text = longText, other: typeof anyTranscript = anyTranscript) => {
    const transcript = { ...other, text };
    executions.learntOf(secret).set('task_1', { state: 'completed', transcript });
    executions.keepWithinBounds(secret);
    return secret;
  };
  const isKept = (secret: string) => executions.learntOf(secret).size === 1;

  test('are bounded: the executions that were quiet longest are forgotten', () => {
    const secrets = Array.from({ length: 5 }, () => learn(newSecret()));
    expect(secrets.map(isKept)).toEqual([false, false, true, true, true]);
  });

  test('may be exactly 256 MiB', () => {
    const secrets = Array.from({ length: 2 }, newSecret);
    const learnBytes = (secret: string, bytes: number) => {
      const empty = { provider: '', model: '', status: 'completed' as const, text: '' };
      const text = 'x'.repeat((bytes - roughBytes(empty)) / 2);
      learn(secret, text, empty);
    };
    for (const secret of secrets) learnBytes(secret, 128 * mebibyte);
    expect(secrets.map(isKept)).toEqual([true, true]);
    learn(newSecret(), '');
    expect(secrets.map(isKept)).toEqual([false, true]);
  });

  test('are those of transcripts only: a failed task takes none', () => {
    const secret = newSecret();
    executions.learntOf(secret).set('task_1', {
      state: 'failed',
      error: new TranscriptionError('x'.repeat(200 * mebibyte), { code: 'taskFailed' }),
    });
    learn(newSecret());
    learn(newSecret());
    expect(isKept(secret)).toBe(true);
  });

  test('never cost the execution that was looked at just now, however many they are', () => {
    const other = learn(newSecret());
    const mine = newSecret();
    for (const taskId of ['task_2', 'task_3', 'task_4', 'task_5']) {
      const transcript = { provider: 'any', model: 'any', status: 'completed' as const, text: longText };
      executions.learntOf(mine).set(taskId, { state: 'completed', transcript });
    }
    executions.keepWithinBounds(mine);
    expect(executions.learntOf(mine).size).toBe(4);
    expect(isKept(other)).toBe(false);
  });

  test('never cost one that somebody is resuming', () => {
    const mine = learn(newSecret());
    executions.claimResume(mine, nowMs);
    for (let others = 0; others < 5; others++) learn(newSecret());
    expect(isKept(mine)).toBe(true);
  });
});

test('nothing is lost or claimed by asking about an execution that nobody knows', () => {
  const secret = newSecret();
  executions.forget(secret);
  executions.forgetUnasked(secret);
  executions.handedOver(secret, nowMs);
  executions.releaseClaim(secret);
  expect(executions.isClaimed(secret, nowMs)).toBe(false);
});

test('an execution is forgotten at its deadline, unless somebody is resuming it', () => {
  const [over, claimed] = [newSecret(), newSecret()];
  const [one, other] = [executions.fanInFor(over, tasks), executions.fanInFor(claimed, tasks)];
  executions.claimResume(claimed, nowMs);
  executions.forget(over);
  executions.forget(claimed);
  expect(executions.fanInFor(over, tasks)).not.toBe(one);
  expect(executions.fanInFor(claimed, tasks)).toBe(other);
});

test('a text weighs two bytes a character, anything else about what V8 takes for it', () => {
  expect(roughBytes('ab')).toBe(4);
  expect(roughBytes(7)).toBe(24);
  expect(roughBytes(undefined)).toBe(24);
  expect(roughBytes({ text: 'ab', words: [{ start: 1 }, null] })).toBe(24 + 4 + 24 + 24 + 24 + 24);
});

test('what is nested deeper than the stack goes is weighed all the same', () => {
  let nested: unknown = 'a';
  for (let depth = 0; depth < 100_000; depth++) nested = [nested];
  expect(roughBytes(nested)).toBe(2 + 100_000 * 24);
});
