import type { TaskStatus, SubmittedTask } from '../../../transcription/tasks/task';
import type { TaskProvider } from '../../../transcription/provider';
import { neededOfPart, neededParts } from '../../shared/output/neededParts';
import type { OutputOptions } from '../../shared/output/options';

export interface TaskToRead extends SubmittedTask {
  output: OutputOptions;
  /** Whether it is the task of one part, which is joined with others at its words. */
  isPart?: boolean;
}

/** Reads a task and drops what its item doesn't need, because transcripts stay in memory until the last task ends. */
export async function readTask(
  provider: TaskProvider,
  tasks: readonly TaskToRead[],
  taskId: string,
): Promise<TaskStatus> {
  const status = await provider.read(taskId);
  const task = tasks.find((candidate) => candidate.taskId === taskId);
  if (status.state !== 'completed' || task === undefined) return status;
  const { transcript } = status;
  const needed = task.isPart ? neededOfPart(transcript, task.output) : neededParts(transcript, task.output);
  return { state: 'completed', transcript: needed };
}
