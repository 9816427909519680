import { longestPauseMs } from '../../transcription/calls/pace';
import type { TaskProvider } from '../../transcription/provider';
import { type EndedTask, type Reading, TaskWatch } from '../../transcription/tasks/finality';
import { readOnce } from '../../transcription/tasks/poll';
import type { WaitNotes } from '../../transcription/tasks/taskErrors';
import type { Account } from '../shared/account';
import { systemClock } from '../shared/clock';

/** The result of reading a task once. */
export type Look =
  | { state: 'ended'; ended: EndedTask }
  /** `unread` if the provider could not be asked, `unknown` if it doesn't know the task, at least not yet. */
  | { state: 'running' | 'unknown' | 'unread'; notes: WaitNotes };

/**
 * The state of a task that has not ended. A task that is done except for its result counts as running. `completed` and
 * `failed` end the task, so they are never looked up.
 */
const openState = {
  running: 'running',
  empty: 'running',
  unreadable: 'running',
  completed: 'running',
  failed: 'running',
  notFound: 'unknown',
  unread: 'unread',
} as const satisfies Record<Reading['state'], Look['state']>;

/** As many as calls can be waiting. Beyond this, the oldest watch is dropped and would start again. */
const mostWatched = 2_000;

/** What is known of tasks that were read and have not ended. */
const watches = new Map<string, TaskWatch>();

/**
 * Reads a task once. Whether it has ended is decided from all of this process's reads of it.
 *
 * @param key distinguishes the task from those of other triggers
 */
export async function lookAtTask(
  key: string,
  taskId: string,
  { provider, account }: { provider: TaskProvider; account: Account },
): Promise<Look> {
  const reading = await readOnce({ read: (id) => account.reads.run(() => provider.read(id)) }, taskId);
  if (reading.state === 'unread') {
    account.reads.pauseFor(Math.min(reading.error.retryAfterMs ?? 0, longestPauseMs));
  }
  const watch = watches.get(key) ?? new TaskWatch({ taskId });
  const ended = watch.judge(reading, systemClock.now());
  watches.delete(key);
  if (ended !== undefined) return { state: 'ended', ended };
  watches.set(key, watch);
  const [oldest] = watches.keys();
  if (watches.size > mostWatched && oldest !== undefined) watches.delete(oldest);
  return { state: openState[reading.state], notes: watch.notes };
}
