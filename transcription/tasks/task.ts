import type { TranscriptionError } from '../errors';
import type { Transcript } from '../transcript';

/** A task that the provider has accepted. */
export interface SubmittedTask {
  taskId: string;
  /** Milliseconds since the epoch, by this machine's clock. */
  submittedAtMs: number;
}

/**
 * What a provider says about a task. Each state comes from the provider itself, never from a server in between. Only
 * `completed` and `failed` are final; `finality.ts` decides how long the others may last.
 */
export type TaskStatus =
  | {
      state: 'running';
      /** The provider's name for the state, if this version does not know it. */
      unknownState?: string | undefined;
    }
  /** A task that was just created may still be unknown. */
  | { state: 'notFound' }
  | { state: 'completed'; transcript: Transcript }
  /** Done with an empty result, which may still be filled. `transcript` is what is available. */
  | { state: 'empty'; transcript: Transcript }
  /** Done, but its result can't be read, at least for now. `error` gives the reason and names the task. */
  | { state: 'unreadable'; error: TranscriptionError }
  /** The provider gave up: nothing was bought. */
  | { state: 'failed'; error: TranscriptionError };
