import { TranscriptionError } from '../errors';
import type { TaskStatus, SubmittedTask } from './task';
import { notFound } from './taskErrors';
import type { Transcript } from '../transcript';

/** A task that is over: nothing it says will change. */
export type EndedTask =
  { state: 'completed'; transcript: Transcript } | { state: 'failed'; error: TranscriptionError };

/** What came of asking for a task once: the provider's word, or what kept it from being heard. */
export type Reading = TaskStatus | { state: 'unread'; error: TranscriptionError };

export interface FinalityPolicy {
  /** How long a task may be unknown to its provider; it is, for a moment, after it was created. */
  unknownMs: number;
  /** How long an empty result may still be filled. */
  emptyMs: number;
  /** How long a result may be unreadable, such as a result file behind a proxy that is down. */
  unreadableMs: number;
  /** How long the service's own refusal to answer, a key that was revoked, may stand before waiting is given up. */
  refusedMs: number;
  /** Readings that have to agree before an empty or unreadable result counts as final. */
  leastReadings: number;
}

/**
 * 90 s of being unknown were seen with the provider's own clients. The others are chosen: an empty result is filled
 * a moment later, and a proxy's page in place of a file passes within minutes.
 */
export const defaultFinalityPolicy: FinalityPolicy = {
  unknownMs: 90_000,
  emptyMs: 10_000,
  unreadableMs: 150_000,
  refusedMs: 300_000,
  leastReadings: 3,
};

/** A state that is the provider's own word, and still may pass. */
type Doubt = 'notFound' | 'empty' | 'unreadable';

/**
 * Decides when a task is over. Nothing else in this project does: polling, the collecting of a suspended execution,
 * the trigger, Get Transcript and the retrying of a run all ask here.
 *
 * Only the provider's own word ends a task. A failure to read it says nothing of it, whatever its code and however
 * often it comes: the wait then ends by its deadline, with the task's ID. A result that is missing or unreadable, and
 * a task that is unknown, end it once they have stood for some time, uninterrupted by a better reading.
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
   * @returns how the task ended; undefined as long as it may be asked for again
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

  /** Whether the task is done, or nearly, so that asking again soon is worth it. */
  get isAlmostOver(): boolean {
    return this.doubt !== undefined;
  }

  /**
   * Why somebody who waits should be told rather than wait on. The task itself is not over: with another key, its
   * transcript can be had.
   */
  refusal(nowMs: number): TranscriptionError | undefined {
    const { refusedSinceMs: since = nowMs } = this;
    return nowMs - since > this.policy.refusedMs ? this.problem : undefined;
  }

  /** What kept the last reading from being one, and a state that is not known: for whoever gives up waiting. */
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
 * Whether a task that ended with this error was never paid for, so that the recording may be submitted anew. Any other
 * error leaves a task that is, or may be, there: its transcript is fetched, not bought again.
 */
export function boughtNothing(error: unknown): boolean {
  return error instanceof TranscriptionError && error.facts.task === 'failed';
}
