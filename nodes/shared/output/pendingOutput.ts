import type { IDataObject } from 'n8n-workflow';
import type { SubmittedTask } from '../../../transcription/tasks/task';

/** The item of a task that is still running. */
export function pendingOutput(
  provider: string,
  { taskId, submittedAtMs }: Pick<SubmittedTask, 'taskId'> & Partial<SubmittedTask>,
): IDataObject {
  return {
    provider,
    status: 'processing',
    taskId,
    ...(submittedAtMs === undefined ? {} : { createdAt: new Date(submittedAtMs).toISOString() }),
  };
}
