import { FanIn } from '../../../transcription/tasks/fanIn';
import type { EndedTask } from '../../../transcription/tasks/finality';
import type { SubmittedTask } from '../../../transcription/tasks/task';

interface Entry {
  /** Of the tasks that have ended, by ID. */
  learnt: Map<string, EndedTask>;
  fanIn?: FanIn | undefined;
  /** Until then nobody else may resume the execution, in milliseconds since the epoch. */
  claimedUntilMs?: number | undefined;
}

/** Beyond either, the executions that were quiet longest are forgotten: their tasks are read again, no more. */
const maxExecutions = 1_000;
const maxBytes = 256 * 1024 * 1024;

/** Storing the files of a large batch takes seconds. After so long, whoever set out to do it hangs. */
const makingTakesMs = 10 * 60_000;

/** After so long, an execution that is still waiting was not resumed after all. */
const resumeTakesMs = 60_000;

/**
 * What a process has learnt of suspended executions, and who is resuming them; all of it can be learnt again. Each is
 * known by the secret of its doorbell, which no two waits share.
 */
export class SuspendedExecutions {
  private readonly entries = new Map<string, Entry>();

  /** Each ended task is weighed once. */
  private readonly weighed = new WeakMap<EndedTask, number>();

  fanInFor(secret: string, tasks: readonly SubmittedTask[]): FanIn {
    const entry = this.entryOf(secret);
    entry.fanIn ??= new FanIn(tasks, entry.learnt);
    return entry.fanIn;
  }

  /** What is known of an execution's tasks, some of which may not have been submitted yet. */
  learntOf(secret: string): Map<string, EndedTask> {
    return this.entryOf(secret).learnt;
  }

  /** The execution will not sleep after all, or sleeps no more. */
  forget(secret: string): void {
    // Somebody is still resuming it: their right ends by itself.
    if (this.entries.get(secret)?.claimedUntilMs === undefined) this.entries.delete(secret);
  }

  /** Lets go of what no callback has asked for: in queue mode callbacks come to another process. */
  forgetUnasked(secret: string): void {
    if (this.entries.get(secret)?.fanIn === undefined) this.forget(secret);
  }

  /** Keeps what was learnt of all executions within bounds. Called after each look at one, which is kept in any case. */
  keepWithinBounds(secret: string): void {
    let bytes = [...this.entries.values()].reduce((sum, { learnt }) => sum + this.bytesOf(learnt), 0);
    for (const [other, { learnt, claimedUntilMs }] of this.entries) {
      if (bytes <= maxBytes) return;
      if (other === secret || claimedUntilMs !== undefined) continue;
      bytes -= this.bytesOf(learnt);
      this.entries.delete(other);
    }
  }

  /**
   * Takes the right to resume: to make the items, and to hand them to n8n. It ends with {@link handedOver}, or
   * with {@link releaseClaim}.
   *
   * @returns whether the caller may; false while somebody else does
   */
  claimResume(secret: string, nowMs: number): boolean {
    if (this.isClaimed(secret, nowMs)) return false;
    const entry = this.entries.get(secret);
    if (entry !== undefined) entry.claimedUntilMs = nowMs + makingTakesMs;
    return true;
  }

  /** Whether somebody is resuming the execution, so that there is nothing left to find out. */
  isClaimed(secret: string, nowMs: number): boolean {
    const until = this.entries.get(secret)?.claimedUntilMs;
    return until !== undefined && nowMs < until;
  }

  /** The items are n8n's from here on: lets go of the transcripts, and leaves n8n the time to resume with them. */
  handedOver(secret: string, nowMs: number): void {
    const entry = this.entries.get(secret);
    if (entry === undefined) return;
    entry.fanIn = undefined;
    entry.learnt = new Map();
    entry.claimedUntilMs = nowMs + resumeTakesMs;
  }

  /** The items could not be made: the next ring may try, with the transcripts that are there. */
  releaseClaim(secret: string): void {
    const entry = this.entries.get(secret);
    if (entry !== undefined) entry.claimedUntilMs = undefined;
  }

  private entryOf(secret: string): Entry {
    const entry = this.entries.get(secret) ?? { learnt: new Map<string, EndedTask>() };
    this.entries.delete(secret);
    this.entries.set(secret, entry);
    const [oldest] = this.entries.keys();
    if (this.entries.size > maxExecutions && oldest !== undefined) this.entries.delete(oldest);
    return entry;
  }

  private bytesOf(learnt: ReadonlyMap<string, EndedTask>): number {
    let sum = 0;
    for (const task of learnt.values()) {
      const bytes = this.weighed.get(task) ?? (task.state === 'completed' ? roughBytes(task.transcript) : 0);
      this.weighed.set(task, bytes);
      sum += bytes;
    }
    return sum;
  }
}

/** Those that this process knows of. */
export const suspendedExecutions = new SuspendedExecutions();

/** What V8 takes for an object, an array or a number of its own, about. */
const entryBytes = 24;

/**
 * How much memory a plain value takes, about: enough to keep a bound. Linear in its size, and not recursive, as what
 * providers send may be nested deep.
 */
export function roughBytes(value: unknown): number {
  let bytes = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    bytes += typeof next === 'string' ? next.length * 2 : entryBytes;
    if (typeof next === 'object' && next !== null) for (const part of Object.values(next)) open.push(part);
  }
  return bytes;
}
