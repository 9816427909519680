import type { Job, SubmittedTask } from '../../../transcription/tasks/task';
import type { JobProvider } from '../../../transcription/provider';
import { neededParts } from '../../shared/output/neededParts';
import type { OutputOptions } from '../../shared/output/options';

export interface TaskToRead extends SubmittedTask {
  output: OutputOptions;
}

/** Reads a task, and drops at once what its item is not made of: transcripts wait in memory for the last one. */
export async function readTask(
  provider: JobProvider,
  tasks: readonly TaskToRead[],
  taskId: string,
): Promise<Job> {
  const job = await provider.read(taskId);
  const output = tasks.find((task) => task.taskId === taskId)?.output;
  if (job.state !== 'completed' || output === undefined) return job;
  return { state: 'completed', transcript: neededParts(job.transcript, output) };
}
