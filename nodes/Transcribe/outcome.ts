import type { IDataObject } from 'n8n-workflow';
import { TranscriptionError } from '../../transcription/errors';
import type { SubmittedTask } from '../../transcription/job';

/** How one item ended. */
export type Outcome = ({ ok: true } & Done) | { ok: false; error: unknown };

/** What came of an item: its output, and its task where it is still running. */
export interface Done {
  json: IDataObject;
  task?: SubmittedTask;
}

/** Why an item was given up that had not failed itself. */
export class Halted extends TranscriptionError {
  constructor() {
    super('Not transcribed, because another item failed.', { code: 'invalidInput' });
  }
}
