import { FanIn } from '../../../transcription/tasks/fanIn';
import type { EndedTask } from '../../../transcription/tasks/finality';
import type { SubmittedTask } from '../../../transcription/tasks/task';
import { roughBytes } from './roughBytes';

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

/** What this process has learnt of suspended executions; all of it can be learnt again. */
const entries = new Map<string, Entry>();

/** @param secret the one of the execution's doorbell, which no two waits share */
export function fanInFor(secret: string, tasks: readonly SubmittedTask[]): FanIn {
  const entry = entryOf(secret);
  entry.fanIn ??= new FanIn(tasks, entry.learnt);
  return entry.fanIn;
}

/** What is known of an execution's tasks, which may be still in the making. */
export function learntOf(secret: string): Map<string, EndedTask> {
  return entryOf(secret).learnt;
}

/** The execution will not sleep after all, or sleeps no more. */
export function forgetExecution(secret: string): void {
  // Somebody is still resuming it: their right ends by itself.
  if (entries.get(secret)?.claimedUntilMs === undefined) entries.delete(secret);
}

/** Lets go of what no callback has asked for: in queue mode callbacks come to another process. */
export function forgetUnasked(secret: string): void {
  const entry = entries.get(secret);
  if (entry?.fanIn === undefined && entry?.claimedUntilMs === undefined) entries.delete(secret);
}

/** Keeps what was learnt of all executions within bounds. Called after each look at one, which is kept in any case. */
export function keepWithinBounds(secret: string): void {
  let bytes = [...entries.values()].reduce((sum, { learnt }) => sum + bytesOf(learnt), 0);
  for (const [other, { learnt, claimedUntilMs }] of entries) {
    if (bytes <= maxBytes) return;
    if (other === secret || claimedUntilMs !== undefined) continue;
    bytes -= bytesOf(learnt);
    entries.delete(other);
  }
}

/** Each ended task is weighed once. */
const weighed = new WeakMap<EndedTask, number>();

function bytesOf(learnt: ReadonlyMap<string, EndedTask>): number {
  let sum = 0;
  for (const task of learnt.values()) {
    const bytes = weighed.get(task) ?? (task.state === 'completed' ? roughBytes(task.transcript) : 0);
    weighed.set(task, bytes);
    sum += bytes;
  }
  return sum;
}

function entryOf(secret: string): Entry {
  const entry = entries.get(secret) ?? { learnt: new Map<string, EndedTask>() };
  entries.delete(secret);
  entries.set(secret, entry);
  const [oldest] = entries.keys();
  if (entries.size > maxExecutions && oldest !== undefined) entries.delete(oldest);
  return entry;
}

/** Storing the files of a large batch takes seconds. After so long, whoever set out to do it hangs. */
const makingTakesMs = 10 * 60_000;

/** After so long, an execution that is still waiting was not resumed after all. */
const resumeTakesMs = 60_000;

/**
 * Takes the right to resume: to make the items, and to hand them to n8n. It ends with {@link handedOver}, or
 * with {@link releaseClaim}.
 *
 * @returns whether the caller may; false while somebody else does
 */
export function claimResume(secret: string, nowMs: number): boolean {
  if (isClaimed(secret, nowMs)) return false;
  const entry = entries.get(secret);
  if (entry !== undefined) entry.claimedUntilMs = nowMs + makingTakesMs;
  return true;
}

/** Whether somebody is resuming the execution, so that there is nothing left to find out. */
export function isClaimed(secret: string, nowMs: number): boolean {
  const until = entries.get(secret)?.claimedUntilMs;
  return until !== undefined && nowMs < until;
}

/** The items are n8n's from here on: lets go of the transcripts, and leaves n8n the time to resume with them. */
export function handedOver(secret: string, nowMs: number): void {
  const entry = entries.get(secret);
  if (entry === undefined) return;
  entry.fanIn = undefined;
  entry.learnt = new Map();
  entry.claimedUntilMs = nowMs + resumeTakesMs;
}

/** The items could not be made: the next ring may try, with the transcripts that are there. */
export function releaseClaim(secret: string): void {
  const entry = entries.get(secret);
  if (entry !== undefined) entry.claimedUntilMs = undefined;
}
