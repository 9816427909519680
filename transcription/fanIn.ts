import { TranscriptionError, type TranscriptionErrorCode } from './errors';
import type { Job, SubmittedTask } from './job';
import { defaultPollPolicy } from './poll';
import { notFound, withTask } from './taskErrors';
import type { Transcript } from './transcript';

/** A task that is over: nothing it says will change. */
export type EndedTask =
  { state: 'completed'; transcript: Transcript } | { state: 'failed'; error: TranscriptionError };

/** Says nothing of the task itself. */
const passing: ReadonlySet<TranscriptionErrorCode> = new Set([
  'maintenance',
  'network',
  'rateLimited',
  'serverError',
  'unauthorized',
]);

/** So often a task is asked for that answers with something unreadable. */
const maxUnreadable = 5;

/** What a look at the tasks found: all over, or one that is still running. */
export type FanInResult = { done: true; ended: Map<string, EndedTask> } | { done: false };

export interface FanInContext {
  /** Asks the provider, once. @throws TranscriptionError when it could not be asked */
  read: (taskId: string) => Promise<Job>;
  nowMs: () => number;
  /** In [0, 1). */
  random?: () => number;
}

/**
 * Finds out, with few questions, when the last of many tasks has ended.
 *
 * A callback names one task, and only that one is read. Beyond it, one task that is known to run is enough to
 * know that not all have ended, so the others are left alone until that one has. Which one is looked at is
 * left to chance: whatever the order in which tasks end, about ln N of N are then read while still running.
 */
export class FanIn {
  private readonly failures = new Map<string, number>();
  private running: string | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private looking = false;
  /** Tasks that callbacks have named and that were not read since. */
  private readonly named = new Set<string>();

  /**
   * @param tasks may grow as long as more are submitted
   * @param ended what is known already, by task ID; what is learnt is added to it
   */
  constructor(
    private readonly tasks: readonly SubmittedTask[],
    private readonly ended = new Map<string, EndedTask>(),
  ) {}

  /**
   * @param named the task that a callback is about; undefined for a look that nothing gave rise to
   * @throws TranscriptionError when the provider could not be asked; what was learnt before is kept
   */
  look(named: string | undefined, context: FanInContext): Promise<FanInResult> {
    // One look at a time: two callbacks at the same instant must not both read the same tasks.
    const look = this.turn.then(() => this.lookNow(named, context));
    this.turn = look.catch(() => undefined);
    return look;
  }

  /**
   * Hands what a further callback says to the look that is under way, whose caller will learn what comes of it.
   *
   * @returns false when nobody is looking
   */
  join(named: string | undefined): boolean {
    if (this.looking) this.note(named);
    return this.looking;
  }

  private async lookNow(named: string | undefined, context: FanInContext): Promise<FanInResult> {
    this.looking = true;
    this.note(named);
    let called = named !== undefined;
    try {
      for (;;) {
        for (const taskId of this.named) {
          called = true;
          this.named.delete(taskId);
          await this.read(taskId, context);
        }
        const open = this.tasks.filter(({ taskId }) => !this.ended.has(taskId));
        if (open.length === 0) return { done: true, ended: this.ended };
        const known = open.find(({ taskId }) => taskId === this.running)?.taskId;
        if (known !== undefined && called) return { done: false };
        const pick = Math.floor((context.random ?? Math.random)() * open.length);
        const next = known ?? open[pick]?.taskId;
        if (next === undefined) return { done: false };
        const over = await this.read(next, context);
        if (!over && this.named.size === 0) return { done: false };
      }
    } finally {
      this.looking = false;
    }
  }

  private note(named: string | undefined): void {
    if (named !== undefined && this.tasks.some(({ taskId }) => taskId === named)) this.named.add(named);
  }

  /** @returns whether the task has ended */
  private async read(taskId: string, { read, nowMs }: FanInContext): Promise<boolean> {
    if (this.ended.has(taskId)) return true;
    const job = await this.readOrGiveUp(taskId, read);
    if (job.state === 'completed' || job.state === 'failed') this.ended.set(taskId, job);
    if (job.state === 'notFound' && this.ageOf(taskId, nowMs()) > defaultPollPolicy.unknownGraceMs) {
      this.ended.set(taskId, { state: 'failed', error: notFound(taskId) });
    }
    const over = this.ended.has(taskId);
    if (!over) this.running = taskId;
    else if (this.running === taskId) this.running = undefined;
    return over;
  }

  /** A task that can never be read must not keep the others' transcripts back. */
  private async readOrGiveUp(taskId: string, read: FanInContext['read']): Promise<Job> {
    try {
      return await read(taskId);
    } catch (error) {
      if (!(error instanceof TranscriptionError) || passing.has(error.code)) throw error;
      const failures = (this.failures.get(taskId) ?? 0) + 1;
      this.failures.set(taskId, failures);
      if (failures < maxUnreadable) throw error;
      return { state: 'failed', error: withTask(error, taskId) };
    }
  }

  private ageOf(taskId: string, nowMs: number): number {
    const task = this.tasks.find((candidate) => candidate.taskId === taskId);
    return nowMs - (task?.submittedAtMs ?? nowMs);
  }
}
