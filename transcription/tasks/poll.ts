import type { Clock } from '../calls/clock';
import { TranscriptionError } from '../errors';
import { longestPauseMs, type Pacer } from '../calls/pace';
import type { TaskProvider } from '../provider';
import { type EndedTask, type Reading, TaskWatch } from './finality';
import { firstIntervalMs, intervalAt, withPollInterval } from './pollPolicy';
import type { SubmittedTask } from './task';
import { timedOut, withTask } from './taskErrors';
import type { Transcript } from '../transcript';

/** The part of a provider that polling needs. */
export type PolledProvider = Pick<TaskProvider, 'read' | 'pollPolicy'>;

export interface PollContext {
  clock: Clock;
  /** Shared by all tasks being polled, so that together they stay below the account's request limit. */
  pacer: Pacer;
  /** Milliseconds since the epoch. */
  deadlineMs: number;
  /** How often a new task is polled, in milliseconds, if the user chose another interval than the provider's. */
  everyMs?: number | undefined;
  signal?: AbortSignal;
  /** What to do once the wait has ended, in a sentence; see `timedOut`. */
  howToGoOn?: string;
}

/**
 * Polls a task until it has ended, which {@link TaskWatch} decides. A failed read does not end the wait: the provider
 * keeps working on the task whether or not it can be read.
 *
 * @throws TranscriptionError with the task's ID: `timeout`, or a refusal by the service that has lasted for minutes
 * @throws the signal's reason when it aborts
 */
export async function pollUntilEnded(
  provider: PolledProvider,
  task: SubmittedTask,
  { clock, pacer, deadlineMs, everyMs, signal, howToGoOn }: PollContext,
): Promise<EndedTask> {
  const { pollPolicy } = provider;
  const policy = everyMs === undefined ? pollPolicy : withPollInterval(pollPolicy, everyMs);
  const watch = new TaskWatch(task);
  for (;;) {
    const remainingMs = deadlineMs - clock.now();
    if (remainingMs <= 0) throw timedOut(task.taskId, watch.notes, howToGoOn);
    const waitMs = watch.isAlmostOver
      ? firstIntervalMs(policy)
      : intervalAt(clock.now() - task.submittedAtMs, policy);
    await clock.sleep(Math.min(waitMs, remainingMs), signal);
    const reading = await readOnce(
      { read: (taskId) => pacer.run(() => provider.read(taskId), signal) },
      task.taskId,
    );
    const ended = watch.judge(reading, clock.now());
    if (ended !== undefined) return ended;
    const refusal = watch.refusal(clock.now());
    if (refusal !== undefined) throw withTask(refusal, task.taskId, howToGoOn);
    if (reading.state === 'unread') {
      const askedMs = reading.error.retryAfterMs ?? 0;
      pacer.pauseFor(Math.min(askedMs, longestPauseMs, Math.max(0, deadlineMs - clock.now())));
    }
  }
}

/**
 * Like `pollUntilEnded`, for callers that can only use a transcript.
 *
 * @throws TranscriptionError with the task's ID: how the task failed, or `timeout`
 */
export async function pollUntilDone(
  provider: PolledProvider,
  task: SubmittedTask,
  context: PollContext,
): Promise<Transcript> {
  const ended = await pollUntilEnded(provider, task, context);
  switch (ended.state) {
    case 'completed':
      return ended.transcript;
    case 'failed':
      throw withTask(ended.error, task.taskId);
  }
}

/**
 * Reads a task once. A failed read is returned as such, apart from what the provider says about the task.
 *
 * @throws everything that is not a {@link TranscriptionError}
 */
export async function readOnce(provider: Pick<TaskProvider, 'read'>, taskId: string): Promise<Reading> {
  try {
    return await provider.read(taskId);
  } catch (error) {
    if (!(error instanceof TranscriptionError)) throw error;
    return { state: 'unread', error };
  }
}
