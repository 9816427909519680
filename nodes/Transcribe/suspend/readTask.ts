import type { Job } from '../../../transcription/job';
import type { JobProvider } from '../../../transcription/provider';
import type { SuspendedTask } from './suspended';

/** Reads a task, and drops at once what its item will not show: transcripts wait in memory for the last one. */
export async function readTask(
  provider: JobProvider,
  tasks: readonly SuspendedTask[],
  taskId: string,
): Promise<Job> {
  const job = await provider.read(taskId);
  if (job.state !== 'completed') return job;
  const wanted = tasks.find((task) => task.taskId === taskId)?.output;
  const transcript = { ...job.transcript };
  if (!wanted?.includeRaw) delete transcript.raw;
  if (!wanted?.includeWords) delete transcript.words;
  return { state: 'completed', transcript };
}
