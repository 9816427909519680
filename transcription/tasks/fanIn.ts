import type { TranscriptionError } from '../errors';
import { type EndedTask, TaskWatch } from './finality';
import { readOnce } from './poll';
import type { TaskStatus, SubmittedTask } from './task';
import type { WaitNotes } from './taskErrors';

/** What a look at the tasks found: all over, or one that is not. */
export type FanInResult =
  | { done: true; ended: Map<string, EndedTask> }
  | {
      done: false;
      /** Why nothing could be found out. */
      problem?: TranscriptionError;
      /** A task is done but for its result, so that another look soon is worth it. */
      soon?: true;
    };

/** What is known of all tasks when there is no time left. */
export interface LastLook {
  ended: Map<string, EndedTask>;
  /** Of those that have not ended, by task ID. */
  open: Map<string, WaitNotes>;
  /** Some were left unread, as the provider can't be reached or the time was up. */
  brokenOff: boolean;
}

export interface FanInContext {
  /** Asks the provider, once. @throws TranscriptionError when it could not be asked */
  read: (taskId: string) => Promise<TaskStatus>;
  nowMs: () => number;
  /** In [0, 1). */
  random?: () => number;
}

/**
 * Failed readings in a row after which a look gives up: one may be the task's own trouble, two of different tasks are
 * the provider's or the network's.
 */
const mostMisses = 2;

/**
 * Finds out, with few questions, when the last of many tasks has ended.
 *
 * A callback names one task, and only that one is read. Beyond it, one task that is known to run is enough to
 * know that not all have ended, so the others are left alone until that one has. Which one is looked at is
 * left to chance: whatever the order in which tasks end, about ln N of N are then read while still running. A task
 * that can't be read is passed over, so that it does not keep the others from being found.
 */
export class FanIn {
  private readonly watches = new Map<string, TaskWatch>();
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
   * @throws what is no TranscriptionError; what was learnt before is kept
   */
  look(named: string | undefined, context: FanInContext): Promise<FanInResult> {
    return this.inTurn(() => this.lookNow(named, context));
  }

  /**
   * Reads all that have not ended, each once, for an execution that can't wait any longer.
   *
   * @param untilMs when there is no time left to read the next, in milliseconds since the epoch
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
   * Hands what a further callback says to the look that is under way, whose caller will learn what comes of it.
   *
   * @returns false when nobody is looking
   */
  join(named: string | undefined): boolean {
    if (this.looking) this.note(named);
    return this.looking;
  }

  /** One look at a time: two callbacks at the same instant must not both read the same tasks. */
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

  /** @returns what kept the task from being read */
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
