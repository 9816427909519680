import type { IExecuteFunctions } from 'n8n-workflow';
import { FanIn } from '../../../transcription/tasks/fanIn';
import type { Pacer } from '../../../transcription/calls/pace';
import { firstIntervalMs } from '../../../transcription/tasks/pollPolicy';
import type { TaskProvider } from '../../../transcription/provider';
import { ReadAhead } from '../../../transcription/tasks/readAhead';
import { detachedClock, systemClock } from '../../shared/clock';
import type { PendingTask } from '../outcome';
import { doorbellOf } from './doorbell';
import { suspendedExecutions } from './executions';
import { readTask, type TaskToRead } from './readTask';

/** What a run that is to sleep learns of its first tasks while it submits the others. */
export interface ReadingAhead {
  /** A task that the execution will sleep for was submitted. */
  note(pending: PendingTask, provider: TaskProvider): void;
  /**
   * All are submitted, or given up. Nothing is read any more.
   *
   * @param sleeps whether what was learnt is of use: the webhook goes on with it, if it runs in this process
   */
  end(sleeps: boolean): void;
}

/** The process that suspended an execution rings at its door after two seconds, more often than not at its own. */
const askedWithinMs = 5 * 60_000;

/** While the execution runs, n8n answers callbacks with 409; what they would have told is found out here. */
export function readingAhead(execution: IExecuteFunctions, pacer: Pacer): ReadingAhead {
  const ending = new AbortController();
  const tasks: TaskToRead[] = [];
  let ahead: ReadAhead | undefined;

  function begin(provider: TaskProvider): ReadAhead {
    const learnt = suspendedExecutions.learntOf(doorbellOf(execution).secret);
    const fanIn = new FanIn(tasks, learnt);
    // Younger tasks run with near certainty, so they are not asked for.
    const youngMs = firstIntervalMs(provider.pollPolicy);
    return new ReadAhead(execution.getInputData().length, async () => {
      const before = learnt.size;
      let asked = 0;
      await fanIn.look(undefined, {
        nowMs: () => systemClock.now(),
        // The oldest first: it is the one most likely to have ended.
        random: () => 0,
        read: async (taskId) => {
          const task = tasks.find((candidate) => candidate.taskId === taskId);
          if (task && systemClock.now() - task.submittedAtMs < youngMs) return { state: 'running' };
          return await pacer.run(() => {
            asked += 1;
            return readTask(provider, tasks, taskId);
          }, ending.signal);
        },
      });
      return asked > 0 && learnt.size === before;
    });
  }

  return {
    note({ task, output }, provider) {
      tasks.push({ ...task, output });
      ahead ??= begin(provider);
      ahead.note();
    },
    end(sleeps) {
      ending.abort();
      if (ahead === undefined) return;
      const { secret } = doorbellOf(execution);
      if (!sleeps) suspendedExecutions.forget(secret);
      else void detachedClock.sleep(askedWithinMs).then(() => suspendedExecutions.forgetUnasked(secret));
    },
  };
}
