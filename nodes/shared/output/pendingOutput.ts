import type { IDataObject } from 'n8n-workflow';
import { roundedSeconds } from './withLength';
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
    ...(durationSeconds === undefined ? {} : { durationSeconds: roundedSeconds(durationSeconds) }),
    ...(submittedAtMs === undefined ? {} : { createdAt: new Date(submittedAtMs).toISOString() }),
  };
}
