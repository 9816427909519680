import { claimResume, fanInFor } from '../../../nodes/Transcribe/suspend/fanIns';
import { newSecret } from '../../../nodes/shared/secret';
import type { SubmittedTask } from '../../../transcription/job';

const nowMs = Date.UTC(2030, 0, 1);
const aMinuteMs = 60_000;
const tasks: SubmittedTask[] = [{ taskId: 'task_1', submittedAtMs: nowMs }];
const mostExecutions = 1_000;

/** Lets so many other executions come by. */
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
  let secret: string;
  beforeEach(() => {
    secret = newSecret();
    fanInFor(secret, tasks);
  });

  test('is resumed by the first that asks, and by nobody else at the same time', () => {
    expect(claimResume(secret, nowMs)).toBe(true);
    expect(claimResume(secret, nowMs)).toBe(false);
    expect(claimResume(secret, nowMs + 1_000)).toBe(false);
  });

  test('may be resumed once more when it was not after a minute', () => {
    claimResume(secret, nowMs);
    expect(claimResume(secret, nowMs + aMinuteMs - 1)).toBe(false);
    expect(claimResume(secret, nowMs + aMinuteMs)).toBe(true);
  });

  test('is not held by those that were turned away', () => {
    claimResume(secret, nowMs);
    claimResume(secret, nowMs + aMinuteMs - 1);
    expect(claimResume(secret, nowMs + aMinuteMs)).toBe(true);
  });

  test('is held for a minute by each that resumes it', () => {
    claimResume(secret, nowMs);
    claimResume(secret, nowMs + aMinuteMs);
    expect(claimResume(secret, nowMs + 2 * aMinuteMs - 1)).toBe(false);
    expect(claimResume(secret, nowMs + 2 * aMinuteMs)).toBe(true);
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
  });

  test('may be resumed when it was forgotten in the meantime: better twice than never', () => {
    claimResume(secret, nowMs);
    others(mostExecutions);
    expect(claimResume(secret, nowMs)).toBe(true);
  });
});
