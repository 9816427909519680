import { taskIdOfParts } from '../../../transcription/parts/partsTaskId';
import type { SubmittedTask } from '../../../transcription/tasks/task';
import { isWhole, type Sent } from './sendRecording';

/** The task of a recording, as users and suspended executions know it: one, or several under one ID. */
export function taskOf(sent: ReadonlyArray<Sent<SubmittedTask>>): SubmittedTask {
  const [only] = sent;
  if (only !== undefined && isWhole(sent)) return only.value;
  return {
    taskId: taskIdOfParts(
      sent.map(({ value, range }) => ({ ...range, taskId: value.taskId })),
      sent.at(-1)?.range.endSeconds,
    ),
    submittedAtMs: Math.max(...sent.map(({ value }) => value.submittedAtMs)),
  };
}
