import { TranscriptionError } from '../../transcription/errors';
import type { SubmittedTask } from '../../transcription/tasks/task';
import type { OutputOptions } from '../shared/output/options';
import type { OutputItem } from '../shared/output/transcriptItem';

/** How one item ended. */
export type Outcome = ({ ok: true } & Done) | { ok: false; error: unknown };

/** What came of an item. */
export interface Done extends OutputItem {
  pending?: PendingTask;
}

/** A task that the execution is to sleep for, and how its transcript is to come out. */
export interface PendingTask {
  task: SubmittedTask;
  output: OutputOptions;
  /** The file name of the recording. */
  recording: string | undefined;
}

/** Why an item was given up that had not failed itself. */
export class StoppedByOtherItem extends TranscriptionError {
  constructor() {
    super('Not transcribed, because another item failed.', { code: 'invalidInput' });
  }
}
