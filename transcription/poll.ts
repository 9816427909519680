import type { Clock } from './clock';
import { TranscriptionError } from './errors';
import type { Job, SubmittedTask } from './job';
import type { Pacer } from './pace';
import { notFound, timedOut, withTask } from './taskErrors';
import type { Transcript } from './transcript';

export interface PollStage {
  /** The stage lasts until a task is this old, in milliseconds. */
  untilAgeMs: number;
  everyMs: number;
}

export interface PollPolicy {
  stages: readonly PollStage[];
  /** How long a task may be unknown to the provider after it was created. */
  unknownGraceMs: number;
}

/** The provider's advice: 2–3 s in the first half minute, 5–10 s until two minutes, then 15–30 s. */
export const defaultPollPolicy: PollPolicy = {
  stages: [
    { untilAgeMs: 30_000, everyMs: 2_500 },
    { untilAgeMs: 120_000, everyMs: 7_000 },
    { untilAgeMs: Number.POSITIVE_INFINITY, everyMs: 20_000 },
  ],
  unknownGraceMs: 90_000,
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
}

/**
 * Asks for a task until it has ended.
 *
 * A failure to read that may pass (network, maintenance, rate limit) does not end the wait: the task goes on
 * at the provider whether or not it can be seen.
 *
 * @throws TranscriptionError with the task's ID: `taskFailed`, `taskNotFound`, `timeout`, or what made the
 *   reading impossible
 * @throws the signal's reason when it aborts
 */
export async function pollUntilDone(
  task: SubmittedTask,
  read: (taskId: string) => Promise<Job>,
  policy: PollPolicy,
  { clock, pacer, deadlineMs, signal }: PollContext,
): Promise<Transcript> {
  let lastProblem: TranscriptionError | undefined;
  for (;;) {
    const remainingMs = deadlineMs - clock.now();
    if (remainingMs <= 0) throw timedOut(task.taskId, lastProblem);
    await clock.sleep(Math.min(intervalAt(clock.now() - task.submittedAtMs, policy), remainingMs), signal);
    await pacer.take(signal);
    try {
      const job = await read(task.taskId);
      lastProblem = undefined;
      if (job.state === 'completed') return job.transcript;
      if (job.state === 'failed') throw job.error;
      if (job.state === 'notFound' && clock.now() - task.submittedAtMs > policy.unknownGraceMs) {
        throw notFound(task.taskId);
      }
    } catch (error) {
      if (!(error instanceof TranscriptionError)) throw error;
      if (!error.retryable) throw withTask(error, task.taskId);
      lastProblem = error;
      pacer.pauseFor(Math.min(error.retryAfterMs ?? 0, maxPauseMs, deadlineMs - clock.now()));
    }
  }
}

function intervalAt(ageMs: number, { stages }: PollPolicy): number {
  const stage = stages.find(({ untilAgeMs }) => ageMs < untilAgeMs) ?? stages[stages.length - 1];
  return stage?.everyMs ?? 0;
}
