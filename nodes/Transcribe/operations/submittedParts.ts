import { type TaskPart, taskIdOfParts } from '../../../transcription/parts/partsTaskId';
import type { SubmittedTask } from '../../../transcription/tasks/task';
import { isWhole, type Sent } from './sendRecording';

/** The task of a recording, as users and suspended executions know it: one, or several under one ID. */
export function taskOf(sent: ReadonlyArray<Sent<SubmittedTask>>): SubmittedTask {
  const [only] = sent;
  if (only !== undefined && isWhole(sent)) return only.value;
  return {
    taskId: taskIdOfParts(partsOf(sent), sent.at(-1)?.range.endSeconds),
    submittedAtMs: Math.max(...sent.map(({ value }) => value.submittedAtMs)),
  };
}

/**
 * The task ID of what there is of a recording of which a part failed: even a single part does not pass for all of it.
 *
 * @param recordingSeconds the length of the recording, so that a missing end is noticed
 */
export function taskIdOfSome(
  sent: ReadonlyArray<Sent<SubmittedTask>>,
  recordingSeconds: number | undefined,
): string {
  return taskIdOfParts(partsOf(sent), recordingSeconds);
}

/** As a ticket names the parts before the last one: none if it is the only one, with sound that begins late. */
export function othersOf(sent: ReadonlyArray<Sent<SubmittedTask>>): string {
  return sent.length === 0 ? '' : taskIdOfParts(partsOf(sent));
}

function partsOf(sent: ReadonlyArray<Sent<SubmittedTask>>): TaskPart[] {
  return sent.map(({ value, range }) => ({ ...range, taskId: value.taskId }));
}
