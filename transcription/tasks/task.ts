import type { TranscriptionError } from '../errors';
import type { Transcript } from '../transcript';

/** A task that the provider has accepted. */
export interface SubmittedTask {
  taskId: string;
  /** Milliseconds since the epoch, by this machine's clock. */
  submittedAtMs: number;
}

/**
 * What a provider says of a task, each a word of its own and not of a server on the way. Only `completed` and
 * `failed` are the end; for how long the others may stand is decided in `finality.ts`.
 */
export type TaskStatus =
  | {
      state: 'running';
      /** The provider's word for it, where this version does not know that word. */
      unknownState?: string | undefined;
    }
  /** A task that was created a moment ago may not be known yet. */
  | { state: 'notFound' }
  | { state: 'completed'; transcript: Transcript }
  /** Done, with nothing in its result, which may still be filled. `transcript` is what there is. */
  | { state: 'empty'; transcript: Transcript }
  /** Done, and its result can't be read, at least not yet. `error` says why, and names the task. */
  | { state: 'unreadable'; error: TranscriptionError }
  /** The provider gave it up: nothing was bought. */
  | { state: 'failed'; error: TranscriptionError };
