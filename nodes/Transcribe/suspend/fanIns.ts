import { FanIn } from '../../../transcription/fanIn';
import type { SubmittedTask } from '../../../transcription/job';

interface Entry {
  fanIn?: FanIn | undefined;
  /** When this process last set out to resume the execution, in milliseconds since the epoch. */
  resumedAtMs?: number;
}

/** Beyond it, the executions that were quiet longest are forgotten: their tasks are read again, no more. */
const maxExecutions = 1_000;

/** What this process has learnt of suspended executions; all of it can be learnt again. */
const entries = new Map<string, Entry>();

/** @param secret the one of the execution's doorbell, which no two waits share */
export function fanInFor(secret: string, tasks: readonly SubmittedTask[]): FanIn {
  const entry = entries.get(secret) ?? {};
  entries.delete(secret);
  entries.set(secret, entry);
  const [oldest] = entries.keys();
  if (entries.size > maxExecutions && oldest !== undefined) entries.delete(oldest);
  entry.fanIn ??= new FanIn(tasks);
  return entry.fanIn;
}

/** After so long, an execution that is still waiting was not resumed after all. */
const resumeTakesMs = 60_000;

/**
 * Takes the right to resume, and lets go of the transcripts: n8n has them from here on.
 *
 * @returns whether the caller may resume the execution; false when that is under way
 */
export function claimResume(secret: string, nowMs: number): boolean {
  const entry = entries.get(secret);
  if (entry === undefined) return true;
  if (entry.resumedAtMs !== undefined && nowMs - entry.resumedAtMs < resumeTakesMs) return false;
  entry.resumedAtMs = nowMs;
  entry.fanIn = undefined;
  return true;
}
