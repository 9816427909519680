import { TranscriptionError } from '../errors';

/** How to fetch a submitted task later. */
const fetchLater = 'fetch its transcript later with the operation Get Transcript and this task ID.';

/**
 * @param howToGoOn for callers that are already fetching the task
 * @returns the same error with the task's ID, so that its transcript can be fetched later
 */
export function withTask(
  error: TranscriptionError,
  taskId: string,
  howToGoOn = `The task was submitted and is not lost: ${fetchLater}`,
): TranscriptionError {
  if (error.taskId !== undefined) return error;
  const description = joinSentences(error.description, howToGoOn);
  return error.with(`${error.message} (task ID ${taskId})`, { description, taskId });
}

/** The same error about the recording that a task is a part of, under the ID that fetches all of it. */
export function ofRecording(error: TranscriptionError, taskId: string): TranscriptionError {
  if (error.taskId === undefined || error.taskId === taskId) return error;
  return error.with(error.message.replace(error.taskId, taskId), { taskId });
}

/** The task is unknown to the provider, and too old to be merely not visible yet. */
export function notFound(taskId: string): TranscriptionError {
  return new TranscriptionError(`There is no task with the ID "${taskId}" in this account.`, {
    code: 'taskNotFound',
    taskId,
    description:
      'Check the task ID, and that the credential is the one it was submitted with. A task submitted less than two minutes ago may not be visible yet.',
  });
}

/** What is known about a task that did not end in time. */
export interface WaitNotes {
  /** Why the last reading failed. */
  problem: TranscriptionError | undefined;
  /** The provider's name for its state, if this version does not know it. */
  unknownState: string | undefined;
}

/**
 * The wait has ended; the task has not.
 *
 * @param howToGoOn for callers that are already fetching the task
 */
export function timedOut(
  taskId: string,
  notes?: WaitNotes,
  howToGoOn = `The task continues and nothing is lost: ${fetchLater}`,
): TranscriptionError {
  return new TranscriptionError(`The transcript was not ready in time (task ID ${taskId}).`, {
    code: 'timeout',
    taskId,
    description: joinSentences(
      waitNote(notes),
      howToGoOn,
      'To wait longer, raise Wait at Most (Minutes) in the options.',
    ),
  });
}

/** @returns sentences for callers that keep waiting; undefined if there is nothing unusual */
export function waitNote(notes: WaitNotes | undefined): string | undefined {
  const sentences = joinSentences(
    notes?.unknownState &&
      `The task's state is "${notes.unknownState}", which this version of the node does not know; it counts as running.`,
    notes?.problem && `The last attempt to read it failed: ${notes.problem.message}`,
  );
  return sentences || undefined;
}

export function joinSentences(...sentences: Array<string | undefined>): string {
  return sentences.filter((sentence) => sentence).join(' ');
}
