import { TranscriptionError } from '../../transcription/errors';
import type { SubmittedTask } from '../../transcription/tasks/task';
import type { OutputOptions } from '../shared/output/options';
import type { OutputItem } from '../shared/output/transcriptItem';

/** How one item ended. */
export type Outcome = ({ ok: true } & Done) | { ok: false; error: unknown };

/** The output of an item. */
export interface Done extends OutputItem {
  pending?: PendingTask;
}

/** A task the execution is suspended for, and the options of its output. */
export interface PendingTask {
  task: SubmittedTask;
  output: OutputOptions;
  /** The file name of the recording. */
  recording: string | undefined;
  /** How long it is, if known. */
  durationSeconds?: number | undefined;
}

/** The error of an item that was stopped without having failed itself. */
export class StoppedByOtherItem extends TranscriptionError {
  constructor() {
    super('Not transcribed, because another item failed.', { code: 'invalidInput' });
  }
}
