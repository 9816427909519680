import type { TranscriptionError } from './errors';
import type { Transcript } from './transcript';

/** A task that the provider has accepted. */
export interface SubmittedTask {
  taskId: string;
  /** Milliseconds since the epoch, by this machine's clock. */
  submittedAtMs: number;
}

/**
 * What a provider says of a task. `notFound` is a state and not an error: a task that was created a moment
 * ago may not be known yet.
 */
export type Job =
  | { state: 'running' }
  | { state: 'notFound' }
  | { state: 'completed'; transcript: Transcript }
  | { state: 'failed'; error: TranscriptionError };
