import { isPlain, partsOfTaskId } from '../../../transcription/parts/partsTaskId';
import type { SubmittedTask } from '../../../transcription/tasks/task';
import type { OutputOptions } from '../../shared/output/options';
import type { TaskToRead } from './readTask';

/** The tasks that a recording's task consists of: itself, or one for each part. Each is read and called back alone. */
export function partTasksOf({
  taskId,
  submittedAtMs,
  output,
}: SubmittedTask & { output: OutputOptions }): TaskToRead[] {
  const parts = partsOfTaskId(taskId);
  if (isPlain(parts)) return [{ taskId, submittedAtMs, output }];
  return parts.map((part) => ({ taskId: part.taskId, submittedAtMs, output, isPart: true }));
}
