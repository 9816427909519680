import type { IDataObject } from 'n8n-workflow';
import type { SubmittedTask } from '../../../transcription/tasks/task';

/** A task that is still running, as an item shows it. */
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
