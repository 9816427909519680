import { endedRecording } from '../../transcription/parts/endedRecording';
import { partsOfTaskId, type TaskPart, taskIdOfParts } from '../../transcription/parts/partsTaskId';
import type { TaskProvider } from '../../transcription/provider';
import type { EndedTask } from '../../transcription/tasks/finality';
import type { Account } from '../shared/account';
import type { AcceptedCallback } from './checkCallback';
import { type Look, lookAtTask } from './lookAtTask';

/** The tasks of a recording, of which the last has called back. */
export interface CalledBack {
  /** As users know it: one task's ID, or that of several parts. */
  taskId: string;
  /** In the order of the recording. */
  partIds: string[];
}

export function calledBack({ taskId, claims: { parts } }: AcceptedCallback): CalledBack {
  if (parts === undefined) return { taskId, partIds: [taskId] };
  const { others, ...range } = parts;
  const all: TaskPart[] = [...(others === '' ? [] : partsOfTaskId(others)), { ...range, taskId }];
  return { taskId: taskIdOfParts(all, range.endSeconds), partIds: all.map((part) => part.taskId) };
}

/**
 * Reads the tasks of a recording once each, up to the first that has not ended.
 *
 * @param keyOf distinguishes a task from those of other triggers
 */
export async function lookAtRecording(
  { taskId, partIds }: CalledBack,
  keyOf: (taskId: string) => string,
  reader: { provider: TaskProvider; account: Account },
): Promise<Look> {
  const ended = new Map<string, EndedTask>();
  for (const partId of partIds) {
    const look = await lookAtTask(keyOf(partId), partId, reader);
    if (look.state !== 'ended') return look;
    ended.set(partId, look.ended);
  }
  return { state: 'ended', ended: wholeOf({ taskId, partIds }, ended) };
}

/** @param ended holds each of the recording's tasks */
export function wholeOf({ taskId, partIds }: CalledBack, ended: ReadonlyMap<string, EndedTask>): EndedTask {
  // Its ID may look like that of parts, which it would have to be read from otherwise.
  const isAlone = partIds[0] === taskId;
  const whole = isAlone ? ended.get(taskId) : endedRecording(taskId, ended);
  if (whole === undefined) throw new TypeError('a part has not ended');
  return whole;
}
