import type { Clock } from '../calls/clock';
import { TranscriptionError } from '../errors';
import { type EndedTask, type Reading, TaskWatch } from './finality';
import type { TaskStatus, SubmittedTask } from './task';
import type { Pacer } from '../calls/pace';
import { timedOut, withTask } from './taskErrors';
import type { Transcript } from '../transcript';

export interface PollStage {
  /** The stage lasts until a task is this old, in milliseconds. */
  untilAgeMs: number;
  everyMs: number;
}

export interface PollPolicy {
  stages: readonly PollStage[];
}

/** The provider's advice: 2–3 s in the first half minute, 5–10 s until two minutes, then 15–30 s. */
export const defaultPollPolicy: PollPolicy = {
  stages: [
    { untilAgeMs: 30_000, everyMs: 2_500 },
    { untilAgeMs: 120_000, everyMs: 7_000 },
    { untilAgeMs: Number.POSITIVE_INFINITY, everyMs: 20_000 },
  ],
};

/** One answer must not hold back all tasks for longer, whatever it asks for. */
const maxPauseMs = 60_000;

/** The same policy with no stage faster, and the first exactly as fast, as the user asked for. */
export function withPollInterval(policy: PollPolicy, everyMs: number): PollPolicy {
  const stages = policy.stages.map((stage, index) => ({
    ...stage,
    everyMs: index === 0 ? everyMs : Math.max(stage.everyMs, everyMs),
  }));
  return { ...policy, stages };
}

export interface PollContext {
  clock: Clock;
  /** Shared by all tasks that are polled at a time, so that they stay below the account's request limit. */
  pacer: Pacer;
  /** Milliseconds since the epoch. */
  deadlineMs: number;
  signal?: AbortSignal;
  /** What to do when the wait is over, in a sentence; see `timedOut`. */
  howToGoOn?: string;
}

/**
 * Asks for a task until it has ended, which {@link TaskWatch} decides. A failure to read it does not end the wait: the
 * task goes on at the provider whether or not it can be seen.
 *
 * @throws TranscriptionError with the task's ID: `timeout`, or a refusal of the service's own that has stood for minutes
 * @throws the signal's reason when it aborts
 */
export async function pollUntilEnded(
  task: SubmittedTask,
  read: (taskId: string) => Promise<TaskStatus>,
  policy: PollPolicy,
  { clock, pacer, deadlineMs, signal, howToGoOn }: PollContext,
): Promise<EndedTask> {
  const watch = new TaskWatch(task);
  for (;;) {
    const remainingMs = deadlineMs - clock.now();
    if (remainingMs <= 0) throw timedOut(task.taskId, watch.notes, howToGoOn);
    const everyMs = watch.isAlmostOver
      ? soonMs(policy)
      : intervalAt(clock.now() - task.submittedAtMs, policy);
    await clock.sleep(Math.min(everyMs, remainingMs), signal);
    const reading = await pacer.run(() => readOnce(task.taskId, read), signal);
    const ended = watch.judge(reading, clock.now());
    if (ended !== undefined) return ended;
    const refusal = watch.refusal(clock.now());
    if (refusal !== undefined) throw withTask(refusal, task.taskId, howToGoOn);
    if (reading.state === 'unread') {
      const askedMs = reading.error.retryAfterMs ?? 0;
      pacer.pauseFor(Math.min(askedMs, maxPauseMs, Math.max(0, deadlineMs - clock.now())));
    }
  }
}

/**
 * The same for those who can use a transcript only.
 *
 * @throws TranscriptionError with the task's ID: how the task failed, or `timeout`
 */
export async function pollUntilDone(...args: Parameters<typeof pollUntilEnded>): Promise<Transcript> {
  const ended = await pollUntilEnded(...args);
  if (ended.state === 'completed') return ended.transcript;
  throw withTask(ended.error, args[0].taskId);
}

/**
 * Asks for a task once, and tells a failure to read it from what the provider says of it.
 *
 * @throws what is no {@link TranscriptionError}
 */
export async function readOnce(
  taskId: string,
  read: (taskId: string) => Promise<TaskStatus>,
): Promise<Reading> {
  try {
    return await read(taskId);
  } catch (error) {
    if (!(error instanceof TranscriptionError)) throw error;
    return { state: 'unread', error };
  }
}

function soonMs({ stages }: PollPolicy): number {
  return stages[0]?.everyMs ?? 0;
}

function intervalAt(ageMs: number, { stages }: PollPolicy): number {
  const stage = stages.find(({ untilAgeMs }) => ageMs < untilAgeMs) ?? stages[stages.length - 1];
  return stage?.everyMs ?? 0;
}
