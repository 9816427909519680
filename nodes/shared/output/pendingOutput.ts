import type { IDataObject } from 'n8n-workflow';
import { toMilliseconds } from '../../../transcription/milliseconds';
import type { SubmittedTask } from '../../../transcription/tasks/task';

/** The item of a task that is still running. */
export function pendingOutput(
  provider: string,
  {
    taskId,
    submittedAtMs,
    durationSeconds,
  }: Pick<SubmittedTask, 'taskId'> & Partial<SubmittedTask> & { durationSeconds?: number | undefined },
): IDataObject {
  return {
    provider,
    status: 'processing',
    taskId,
    ...(durationSeconds === undefined ? {} : { durationSeconds: toMilliseconds(durationSeconds) }),
    ...(submittedAtMs === undefined ? {} : { createdAt: new Date(submittedAtMs).toISOString() }),
  };
}
