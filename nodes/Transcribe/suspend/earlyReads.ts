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
import { partTasksOf } from './partTasks';
import { readTask, type TaskToRead } from './readTask';

/** Reads the first tasks of a run that will be suspended, while the others are still being submitted. */
export interface ReadingAhead {
  /** Reports a submitted task that the execution will be suspended for. */
  note(pending: PendingTask, provider: TaskProvider): void;
  /**
   * Stops reading: all tasks are submitted, or the run has failed.
   *
   * @param suspends whether the execution is suspended. The results are then kept for its webhook, which can use them
   *   if it runs in this process.
   */
  end(suspends: boolean): void;
}

/**
 * Unused results are dropped after this. The process that suspended an execution first rings its doorbell after two
 * seconds, and usually answers the ring itself.
 */
const askedWithinMs = 5 * 60_000;

/** While the execution runs, n8n answers callbacks with 409, so tasks that end early are found here instead. */
export function readingAhead(execution: IExecuteFunctions, pacer: Pacer): ReadingAhead {
  const ending = new AbortController();
  const tasks: TaskToRead[] = [];
  let ahead: ReadAhead | undefined;

  function begin(provider: TaskProvider): ReadAhead {
    const learnt = suspendedExecutions.learntOf(doorbellOf(execution).secret);
    const fanIn = new FanIn(tasks, learnt);
    // Younger tasks are almost certainly still running, so they aren't read.
    const youngMs = firstIntervalMs(provider.pollPolicy);
    return new ReadAhead(execution.getInputData().length, async () => {
      const before = learnt.size;
      let asked = 0;
      await fanIn.look(undefined, {
        nowMs: () => systemClock.now(),
        // The oldest task first: it is the most likely to have ended.
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
      tasks.push(...partTasksOf({ ...task, output }));
      ahead ??= begin(provider);
      ahead.note();
    },
    end(suspends) {
      ending.abort();
      if (ahead === undefined) return;
      const { secret } = doorbellOf(execution);
      if (!suspends) suspendedExecutions.forget(secret);
      else void detachedClock.sleep(askedWithinMs).then(() => suspendedExecutions.forgetUnasked(secret));
    },
  };
}
