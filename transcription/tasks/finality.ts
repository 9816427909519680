import { TranscriptionError } from '../errors';
import type { TaskStatus, SubmittedTask } from './task';
import { notFound } from './taskErrors';
import type { Transcript } from '../transcript';

/** A task that has ended: its state can't change any more. */
export type EndedTask =
  { state: 'completed'; transcript: Transcript } | { state: 'failed'; error: TranscriptionError };

/** The result of reading a task once: what the provider said, or why it could not be read. */
export type Reading = TaskStatus | { state: 'unread'; error: TranscriptionError };

export interface FinalityPolicy {
  /** How long a task may be unknown to its provider. Every task is, briefly, after it was created. */
  unknownMs: number;
  /** How long an empty result may still be filled. */
  emptyMs: number;
  /** How long a result may be unreadable, such as a result file behind a proxy that is down. */
  unreadableMs: number;
  /** How long the service may refuse to answer, for example because a key was revoked, before the wait is given up. */
  refusedMs: number;
  /** Readings that have to agree before an empty or unreadable result counts as final. */
  leastReadings: number;
}

/**
 * The provider's own clients have seen tasks unknown for 90 s. The other numbers are chosen: an empty result is
 * filled moments later, and a proxy's page in place of a file disappears within minutes.
 */
export const defaultFinalityPolicy: FinalityPolicy = {
  unknownMs: 90_000,
  emptyMs: 10_000,
  unreadableMs: 150_000,
  refusedMs: 300_000,
  leastReadings: 3,
};

/** A state that the provider itself reports and that may still change. */
type Doubt = 'notFound' | 'empty' | 'unreadable';

/**
 * Decides when a task has ended. Nothing else in this project does: polling, suspended executions, the trigger, Get
 * Transcript and retried runs all use this class.
 *
 * Only the provider itself can end a task. A failure to read it says nothing about the task, whatever its code and
 * however often it happens: the wait then ends at its deadline, with the task's ID. A missing or unreadable result
 * and an unknown task count as the end only after some time without a better reading.
 */
export class TaskWatch {
  private doubt: { about: Doubt; sinceMs: number; readings: number } | undefined;
  private problem: TranscriptionError | undefined;
  private refusedSinceMs: number | undefined;
  private unknownState: string | undefined;

  constructor(
    private readonly task: Pick<SubmittedTask, 'taskId'>,
    private readonly policy: FinalityPolicy = defaultFinalityPolicy,
  ) {}

  /**
   * @param nowMs milliseconds since the epoch
   * @returns how the task ended; undefined while it should be polled again
   */
  judge(reading: Reading, nowMs: number): EndedTask | undefined {
    if (reading.state === 'unread') {
      this.problem = reading.error;
      this.refusedSinceMs = reading.error.retryable ? undefined : (this.refusedSinceMs ?? nowMs);
      return undefined;
    }
    this.problem = reading.state === 'unreadable' ? reading.error : undefined;
    this.refusedSinceMs = undefined;
    switch (reading.state) {
      case 'completed':
      case 'failed':
        return reading;
      case 'running':
        this.doubt = undefined;
        this.unknownState = reading.unknownState;
        return undefined;
      case 'notFound':
        return this.hasStood('notFound', nowMs, this.policy.unknownMs, 1)
          ? { state: 'failed', error: notFound(this.task.taskId) }
          : undefined;
      case 'empty':
        return this.hasStood('empty', nowMs, this.policy.emptyMs, this.policy.leastReadings)
          ? { state: 'completed', transcript: reading.transcript }
          : undefined;
      case 'unreadable':
        return this.hasStood('unreadable', nowMs, this.policy.unreadableMs, this.policy.leastReadings)
          ? { state: 'failed', error: reading.error }
          : undefined;
    }
  }

  /** Whether the task is done or nearly done, so that it should be polled again soon. */
  get isAlmostOver(): boolean {
    return this.doubt !== undefined;
  }

  /**
   * Why a wait should be given up. The task itself has not ended: its transcript can still be fetched with another
   * key.
   */
  refusal(nowMs: number): TranscriptionError | undefined {
    const { refusedSinceMs: since = nowMs } = this;
    return nowMs - since > this.policy.refusedMs ? this.problem : undefined;
  }

  /** Why the last reading failed, and any unknown state, for callers that give up waiting. */
  get notes(): { problem: TranscriptionError | undefined; unknownState: string | undefined } {
    return { problem: this.problem, unknownState: this.unknownState };
  }

  private hasStood(about: Doubt, nowMs: number, longestMs: number, readings: number): boolean {
    if (this.doubt?.about !== about) this.doubt = { about, sinceMs: nowMs, readings: 0 };
    this.doubt.readings += 1;
    return this.doubt.readings >= readings && nowMs - this.doubt.sinceMs > longestMs;
  }
}

/**
 * Whether a task that ended with this error was never paid for, so that the recording may be submitted again. After
 * any other error the task exists, or may exist: its transcript is fetched instead of bought again.
 */
export function boughtNothing(error: unknown): boolean {
  return error instanceof TranscriptionError && error.facts.task === 'failed';
}
