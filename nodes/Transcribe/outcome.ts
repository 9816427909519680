import type { IDataObject } from 'n8n-workflow';
import { TranscriptionError } from '../../transcription/errors';

/** How one item ended. */
export type Outcome = { ok: true; json: IDataObject } | { ok: false; error: unknown };

/** Why an item was given up that had not failed itself. */
export class Halted extends TranscriptionError {
  constructor() {
    super('Not transcribed, because another item failed.', { code: 'invalidInput' });
  }
}
