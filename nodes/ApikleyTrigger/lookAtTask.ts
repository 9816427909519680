import type { TaskProvider } from '../../transcription/provider';
import { type EndedTask, type Reading, TaskWatch } from '../../transcription/tasks/finality';
import { readOnce } from '../../transcription/tasks/poll';
import type { WaitNotes } from '../../transcription/tasks/taskErrors';
import type { Account } from '../shared/account';
import { systemClock } from '../shared/clock';

/** What came of asking for a task once. */
export type Look =
  | { state: 'ended'; ended: EndedTask }
  /** `unread` when the provider could not be asked, `unknown` when it does not know the task, at least not yet. */
  | { state: 'running' | 'unknown' | 'unread'; notes: WaitNotes };

/** How a task that has not ended stands: one that is done, but for its result, runs. Two states end it at once. */
const openState = {
  running: 'running',
  empty: 'running',
  unreadable: 'running',
  completed: 'running',
  failed: 'running',
  notFound: 'unknown',
  unread: 'unread',
} as const satisfies Record<Reading['state'], Look['state']>;

/** As many as calls can be waiting. Beyond it, the oldest doubt about a task begins anew. */
const mostWatched = 2_000;

/** What is known of tasks that were asked for and have not ended, until they do. */
const watches = new Map<string, TaskWatch>();

/** A provider that asks for a pause is not asked for an hour of it. */
const longestPauseMs = 60_000;

/**
 * Asks for a task once. Whether it has ended is decided over all the times that this process has asked for it.
 *
 * @param key tells the task from those of other triggers
 */
export async function lookAtTask(
  key: string,
  taskId: string,
  { provider, account }: { provider: TaskProvider; account: Account },
): Promise<Look> {
  const reading = await account.reads.run(() => readOnce(provider, taskId));
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
