import type { IWebhookFunctions } from 'n8n-workflow';
import { retry, type RetryPolicy } from '../../../transcription/calls/retry';
import type { FanInContext, LastLook } from '../../../transcription/tasks/fanIn';
import type { EndedTask } from '../../../transcription/tasks/finality';
import type { ReconcileTimes } from '../../../transcription/tasks/reconcile';
import type { WaitNotes } from '../../../transcription/tasks/taskErrors';
import { systemClock } from '../../shared/clock';
import { withoutQueries } from '../../shared/nodeErrors';
import { readingProvider } from '../../shared/webhooks/readingProvider';
import { lastCallMs, readUntilMs } from './deadline';
import { suspendedExecutions } from './executions';
import { partTasksOf } from './partTasks';
import { readTask, type TaskToRead } from './readTask';
import { ringSoon } from './reconciler';
import type { Suspended } from './suspended';

/**
 * Only refusals by the account's limit are waited out: other processes read with the same account, and each learns its
 * share from them. A look that gave up instead would leave the execution to a ring minutes later.
 */
const untilAllowed: RetryPolicy = {
  attempts: 1,
  baseMs: 1_000,
  maxMs: 5_000,
  limitedForMs: 10_000,
  limitedMaxMs: 2_000,
};

/** What a suspended execution resumes with. */
export interface Found {
  ended: ReadonlyMap<string, EndedTask>;
  /** Notes on the tasks that have not ended. */
  open: ReadonlyMap<string, WaitNotes>;
}

/** An execution suspended by an older version has no stored deadline: it is rung while n8n says that it waits. */
export function timesOf({ deadlineMs = Number.POSITIVE_INFINITY, items }: Suspended): ReconcileTimes {
  const tasks = tasksOf({ items });
  const fromMs = Math.min(deadlineMs, ...tasks.map(({ submittedAtMs }) => submittedAtMs));
  return { lastCallMs: lastCallMs(fromMs, deadlineMs, tasks.length), endMs: deadlineMs };
}

/** The tasks that are read, one for each part of a recording. */
export function tasksOf({ items }: Pick<Suspended, 'items'>): TaskToRead[] {
  return items.flatMap((item) => (item.kind === 'task' ? partTasksOf(item) : []));
}

/**
 * @returns what the execution resumes with, or the status to answer while it still waits
 * @throws if there is no credential to ask the provider with
 */
export async function look(
  context: IWebhookFunctions,
  suspended: Suspended,
  named: string | undefined,
  { lastCallMs: dueMs, endMs }: ReconcileTimes,
): Promise<Found | 'waiting' | 'unavailable'> {
  const tasks = tasksOf(suspended);
  const { provider, account } = await readingProvider(context, suspended.provider);
  const asking: FanInContext = {
    nowMs: () => systemClock.now(),
    read: (taskId) =>
      retry(() => account.reads.run(() => readTask(provider, tasks, taskId)), untilAllowed, {
        clock: systemClock,
      }),
  };
  const fanIn = suspendedExecutions.fanInFor(suspended.secret, tasks);
  const found = await fanIn.look(named, asking);
  suspendedExecutions.keepWithinBounds(suspended.secret);
  if (found.done) return { ended: found.ended, open: new Map() };
  const nowMs = systemClock.now();
  if (nowMs >= dueMs) {
    const last = await fanIn.lookAtAll(asking, readUntilMs(nowMs, endMs));
    if (isWorthResuming(last, systemClock.now(), endMs - (endMs - dueMs) / 2)) return last;
  }
  if (found.soon) ringSoon(suspended.secret);
  if (found.problem === undefined) return 'waiting';
  context.logger.warn(
    `The tasks of a suspended execution could not be read: ${withoutQueries(found.problem.message)}`,
  );
  return 'unavailable';
}

/**
 * Decides shortly before the deadline. If nothing has ended, n8n itself outputs the same at the deadline. A provider
 * that can't be reached gets a second chance.
 */
function isWorthResuming({ ended, brokenOff }: LastLook, nowMs: number, lateMs: number): boolean {
  return ended.size > 0 && (!brokenOff || nowMs >= lateMs);
}
