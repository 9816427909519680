import type { IDataObject } from 'n8n-workflow';
import type { SubmittedTask } from '../../transcription/job';
import type { Transcript } from '../../transcription/transcript';

/** Which bulky parts an item shows. */
export interface OutputOptions {
  includeWords: boolean;
  includeRaw: boolean;
}

/** A transcript as an item shows it: the bulky parts only where they were asked for. */
export function transcriptOutput(transcript: Transcript, options: OutputOptions): IDataObject {
  const { words, raw, ...rest } = transcript;
  return {
    ...rest,
    ...(options.includeWords && words ? { words } : {}),
    ...(options.includeRaw && raw !== undefined ? { raw } : {}),
  };
}

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
