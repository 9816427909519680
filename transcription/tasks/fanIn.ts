import type { TranscriptionError } from '../errors';
import { type EndedTask, TaskWatch } from './finality';
import { readOnce } from './poll';
import type { TaskStatus, SubmittedTask } from './task';
import type { WaitNotes } from './taskErrors';

/** What a look at the tasks found: all have ended, or at least one has not. */
export type FanInResult =
  | { done: true; ended: Map<string, EndedTask> }
  | {
      done: false;
      /** Why the look failed. */
      problem?: TranscriptionError;
      /** A task is done except for its result, so it is worth looking again soon. */
      soon?: true;
    };

/** What is known about all tasks when the time is up. */
export interface LastLook {
  ended: Map<string, EndedTask>;
  /** Tasks that have not ended, by task ID. */
  open: Map<string, WaitNotes>;
  /** Some tasks were left unread, because the provider can't be reached or the time was up. */
  brokenOff: boolean;
}

export interface FanInContext {
  /** Reads once from the provider. @throws TranscriptionError if that failed */
  read: (taskId: string) => Promise<TaskStatus>;
  nowMs: () => number;
  /** In [0, 1). */
  random?: () => number;
}

/**
 * Consecutive failed reads after which a look gives up. One may be caused by the task itself; two with different
 * tasks point to the provider or the network.
 */
const mostMisses = 2;

/**
 * Finds out with few reads when the last of many tasks has ended.
 *
 * A callback names one task, and only that task is read. Beyond it, one task that is known to run is enough to know
 * that not all have ended, so the others are left alone until that one has. It is picked at random: whatever the
 * order in which tasks end, about ln N of N are then read while still running. A task that can't be read is skipped,
 * so that the others can still be found.
 */
export class FanIn {
  private readonly watches = new Map<string, TaskWatch>();
  private running: string | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private looking = false;
  /** Tasks that callbacks have named and that have not been read since. */
  private readonly named = new Set<string>();

  /**
   * @param tasks may grow while more are submitted
   * @param ended what is already known, by task ID; results are added to it
   */
  constructor(
    private readonly tasks: readonly SubmittedTask[],
    private readonly ended = new Map<string, EndedTask>(),
  ) {}

  /**
   * @param named the task that a callback is about; undefined for a look without a callback
   * @throws everything that is not a TranscriptionError; results so far are kept
   */
  look(named: string | undefined, context: FanInContext): Promise<FanInResult> {
    return this.inTurn(() => this.lookNow(named, context));
  }

  /**
   * Reads each task that has not ended once, for an execution that can't wait any longer.
   *
   * @param untilMs when to stop reading, in milliseconds since the epoch
   */
  lookAtAll(context: FanInContext, untilMs: number): Promise<LastLook> {
    return this.inTurn(async () => {
      let misses = 0;
      let brokenOff = false;
      for (const { taskId } of this.openTasks()) {
        brokenOff = context.nowMs() >= untilMs || misses > mostMisses;
        if (brokenOff) break;
        misses = (await this.read(taskId, context)) === undefined ? 0 : misses + 1;
      }
      const open = this.openTasks().map(({ taskId }) => [taskId, this.watchOf(taskId).notes] as const);
      return { ended: this.ended, open: new Map(open), brokenOff };
    });
  }

  /**
   * Adds another callback's task to the look in progress, whose caller will learn the result.
   *
   * @returns false if no look is in progress
   */
  join(named: string | undefined): boolean {
    if (this.looking) this.note(named);
    return this.looking;
  }

  /** One look at a time: two simultaneous callbacks must not both read the same tasks. */
  private inTurn<T>(look: () => Promise<T>): Promise<T> {
    const turn = this.turn.then(look);
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  private async lookNow(named: string | undefined, context: FanInContext): Promise<FanInResult> {
    this.looking = true;
    this.note(named);
    let called = named !== undefined;
    const missed = new Map<string, TranscriptionError>();
    let misses = 0;
    const ask = async (taskId: string) => {
      const problem = await this.read(taskId, context);
      if (problem) missed.set(taskId, problem);
      misses = problem ? misses + 1 : 0;
    };
    try {
      for (;;) {
        for (const taskId of this.named) {
          called = true;
          this.named.delete(taskId);
          await ask(taskId);
        }
        const open = this.openTasks();
        if (open.length === 0) return { done: true, ended: this.ended };
        const running = open.find(({ taskId }) => taskId === this.running && !missed.has(taskId))?.taskId;
        if (running !== undefined && called) return this.notDone();
        const readable = open.filter(({ taskId }) => !missed.has(taskId));
        const next =
          running ?? readable[Math.floor((context.random ?? Math.random)() * readable.length)]?.taskId;
        if (next === undefined || misses >= mostMisses) return this.notDone([...missed.values()].at(-1));
        await ask(next);
        if (!this.ended.has(next) && !missed.has(next) && this.named.size === 0) return this.notDone();
      }
    } finally {
      this.looking = false;
    }
  }

  private notDone(problem?: TranscriptionError): FanInResult {
    const soon = this.openTasks().some(({ taskId }) => this.watches.get(taskId)?.isAlmostOver);
    return { done: false, ...(problem && { problem }), ...(soon && { soon: true }) };
  }

  private openTasks(): SubmittedTask[] {
    return this.tasks.filter(({ taskId }) => !this.ended.has(taskId));
  }

  private note(named: string | undefined): void {
    const task = this.tasks.find(({ taskId }) => taskId === named);
    if (task) this.named.add(task.taskId);
  }

  /** @returns why the task could not be read */
  private async read(taskId: string, context: FanInContext): Promise<TranscriptionError | undefined> {
    if (this.ended.has(taskId)) return undefined;
    const reading = await readOnce(context, taskId);
    const ended = this.watchOf(taskId).judge(reading, context.nowMs());
    if (ended !== undefined) {
      this.ended.set(taskId, ended);
      this.watches.delete(taskId);
    }
    if (reading.state !== 'unread' && ended === undefined) this.running = taskId;
    return reading.state === 'unread' ? reading.error : undefined;
  }

  private watchOf(taskId: string): TaskWatch {
    const watch = this.watches.get(taskId) ?? new TaskWatch({ taskId });
    this.watches.set(taskId, watch);
    return watch;
  }
}
