import type { IDataObject } from 'n8n-workflow';
import { known } from '../../../transcription/known';
import { toMilliseconds } from '../../../transcription/milliseconds';
import type { SubmittedTask } from '../../../transcription/tasks/task';

/** A task that is still running, with what is known of its recording. */
interface RunningTask extends Pick<SubmittedTask, 'taskId'> {
  submittedAtMs?: number | undefined;
  durationSeconds?: number | undefined;
  /** The file name. */
  recording?: string | undefined;
}

/** The item of a task that is still running. */
export function pendingOutput(
  provider: string,
  { taskId, submittedAtMs, durationSeconds, recording }: RunningTask,
): IDataObject {
  return known({
    status: 'processing',
    fileName: recording,
    taskId,
    durationSeconds: durationSeconds === undefined ? undefined : toMilliseconds(durationSeconds),
    createdAt: submittedAtMs === undefined ? undefined : new Date(submittedAtMs).toISOString(),
    provider,
  });
}
