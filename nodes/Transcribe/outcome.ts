import type { IDataObject } from 'n8n-workflow';
import { TranscriptionError } from '../../transcription/errors';
import type { SubmittedTask } from '../../transcription/job';
import type { OutputOptions } from '../shared/transcriptOutput';

/** How one item ended. */
export type Outcome = ({ ok: true } & Done) | { ok: false; error: unknown };

/** What came of an item. */
export interface Done {
  json: IDataObject;
  /** A task that the execution is to sleep for, and how its transcript is to come out. */
  pending?: { task: SubmittedTask; output: OutputOptions };
}

/** Why an item was given up that had not failed itself. */
export class Halted extends TranscriptionError {
  constructor() {
    super('Not transcribed, because another item failed.', { code: 'invalidInput' });
  }
}
