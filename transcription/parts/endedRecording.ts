import type { EndedTask } from '../tasks/finality';
import { endedWhole } from './endedWhole';
import { partsOfTaskId, recordingSecondsOfTaskId } from './partsTaskId';

/**
 * How the task of a recording has ended, which may consist of the tasks of several parts.
 *
 * @param taskId of one task, or of several parts
 * @param ended how each part's own task has ended, by its ID
 * @returns undefined while a part has not ended. The transcript carries the given task ID. An error names the ID of
 *   the parts that are completed, so that they can be fetched without the failed one
 * @throws TranscriptionError (`invalidInput`) if the ID is damaged
 */
export function endedRecording(taskId: string, ended: ReadonlyMap<string, EndedTask>): EndedTask | undefined {
  const parts = partsOfTaskId(taskId);
  const outcomes = parts.flatMap((part) => {
    const outcome = ended.get(part.taskId);
    return outcome === undefined ? [] : [{ ...part, ended: outcome }];
  });
  return outcomes.length === parts.length
    ? endedWhole(outcomes, recordingSecondsOfTaskId(taskId))
    : undefined;
}
