import { FanIn } from '../../../transcription/tasks/fanIn';
import type { EndedTask } from '../../../transcription/tasks/finality';
import type { SubmittedTask } from '../../../transcription/tasks/task';

interface Entry {
  /** The tasks that have ended, by ID. */
  learnt: Map<string, EndedTask>;
  fanIn?: FanIn | undefined;
  /** When a caller claimed the right to resume. All times in milliseconds since the epoch. */
  claimedAtMs?: number | undefined;
  /** Until then no other caller may resume the execution. */
  claimedUntilMs?: number | undefined;
}

/** Beyond either limit, the least recently used executions are dropped. Their tasks are only read again. */
const maxExecutions = 1_000;
const maxBytes = 256 * 1024 * 1024;

/** When a claim lapses. Storing the files of a large batch takes seconds, so a longer attempt must be hanging. */
const makingTakesMs = 10 * 60_000;

/** An execution that still waits after this was not resumed. */
const resumeTakesMs = 60_000;

/**
 * What this process knows about suspended executions and about who is resuming them. All of it can be read again.
 * Executions are keyed by the secret of their doorbell, which is unique to each wait.
 */
export class SuspendedExecutions {
  private readonly entries = new Map<string, Entry>();

  /** Each ended task is measured once. */
  private readonly weighed = new WeakMap<EndedTask, number>();

  fanInFor(secret: string, tasks: readonly SubmittedTask[]): FanIn {
    const entry = this.entryOf(secret);
    entry.fanIn ??= new FanIn(tasks, entry.learnt);
    return entry.fanIn;
  }

  /** The ended tasks of an execution that may still be submitting others. */
  learntOf(secret: string): Map<string, EndedTask> {
    return this.entryOf(secret).learnt;
  }

  /** The execution won't be suspended, or is no longer suspended. */
  forget(secret: string): void {
    // Kept while a claim to resume it is held: a claim lapses by itself.
    if (this.entries.get(secret)?.claimedUntilMs === undefined) this.entries.delete(secret);
  }

  /** Drops results no callback has asked for: in queue mode callbacks go to another process. */
  forgetUnasked(secret: string): void {
    if (this.entries.get(secret)?.fanIn === undefined) this.forget(secret);
  }

  /** Keeps memory within bounds. Called after each look at an execution; that execution is never dropped. */
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
   * Claims the right to resume: to build the items and hand them to n8n. It ends with {@link handedOver} or
   * {@link releaseClaim}.
   *
   * @returns false while another caller holds the claim
   */
  claimResume(secret: string, nowMs: number): boolean {
    if (this.isClaimed(secret, nowMs)) return false;
    const entry = this.entries.get(secret);
    if (entry !== undefined)
      Object.assign(entry, { claimedAtMs: nowMs, claimedUntilMs: nowMs + makingTakesMs });
    return true;
  }

  /** Whether a caller is already resuming the execution, so that nothing is left to read. */
  isClaimed(secret: string, nowMs: number): boolean {
    return this.claimedAtMs(secret, nowMs) !== undefined;
  }

  /** Since when a caller has been resuming the execution. */
  claimedAtMs(secret: string, nowMs: number): number | undefined {
    const entry = this.entries.get(secret);
    return entry?.claimedUntilMs !== undefined && nowMs < entry.claimedUntilMs
      ? entry.claimedAtMs
      : undefined;
  }

  /** n8n has the items: drops the transcripts and gives n8n time to resume. */
  handedOver(secret: string, nowMs: number): void {
    const entry = this.entries.get(secret);
    if (entry === undefined) return;
    entry.fanIn = undefined;
    entry.learnt = new Map();
    // No other process can be ahead any more.
    entry.claimedAtMs = Number.NEGATIVE_INFINITY;
    entry.claimedUntilMs = nowMs + resumeTakesMs;
  }

  /**
   * The items couldn't be built, or another process is ahead: the next ring may try again, with the transcripts already
   * read.
   */
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

/** The suspended executions this process knows of. */
export const suspendedExecutions = new SuspendedExecutions();

/** Roughly what V8 takes for an object, an array or a boxed number. */
const entryBytes = 24;

/**
 * Roughly how much memory a plain value takes: accurate enough for a bound. Linear in its size, and not recursive,
 * because providers' data may be deeply nested.
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
