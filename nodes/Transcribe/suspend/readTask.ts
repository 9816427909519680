import type { TaskStatus, SubmittedTask } from '../../../transcription/tasks/task';
import type { TaskProvider } from '../../../transcription/provider';
import { neededParts } from '../../shared/output/neededParts';
import type { OutputOptions } from '../../shared/output/options';

export interface TaskToRead extends SubmittedTask {
  output: OutputOptions;
}

/** Reads a task and drops what its item doesn't need, because transcripts stay in memory until the last task ends. */
export async function readTask(
  provider: TaskProvider,
  tasks: readonly TaskToRead[],
  taskId: string,
): Promise<TaskStatus> {
  const status = await provider.read(taskId);
  const output = tasks.find((task) => task.taskId === taskId)?.output;
  if (status.state !== 'completed' || output === undefined) return status;
  return { state: 'completed', transcript: neededParts(status.transcript, output) };
}
