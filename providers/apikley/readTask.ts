import type { HttpResponse } from '../../transcription/calls/http';
import type { TaskStatus } from '../../transcription/tasks/task';
import { isAccepted, readEnvelope, type ReadEnvelope } from './envelope';
import { answerError } from './errorEnvelope';
import { locateResult } from './locate';
import { emptyTranscript, toTranscript } from './response';
import { taskFailure, unreadableResult } from './taskErrors';
import { namesTask } from './taskId';
import { type TaskDetails, taskDetailsSchema } from './wire';

/** A finished task whose result still has to be downloaded. */
export interface ResultInFile {
  state: 'inFile';
  url: string;
  details: TaskDetails;
}

/**
 * Reads recordInfo's answer. Only Apikley's own statement about a task ends it here.
 *
 * @throws TranscriptionError for an answer that says nothing about the task
 */
export function readTask(response: HttpResponse, taskId: string, nowMs: number): TaskStatus | ResultInFile {
  const envelope = readEnvelope(response);
  if (envelope === undefined) throw answerError(response, 'read', nowMs);
  const { code, msg, data } = envelope;
  const details = taskDetailsSchema.safeParse(data).data;
  if (code === 404 || (code === 422 && /recordInfo is null/i.test(msg))) return { state: 'notFound' };
  if (code === 200 && data === null) return { state: 'notFound' };
  if (code === 200 && details) return toTaskStatus(taskId, details);
  if (endsTask(envelope, response, taskId, details)) {
    const error = taskFailure(taskId, details?.failMsg || msg, details?.failCode ?? code);
    return { state: 'failed', error };
  }
  throw answerError(response, 'read', nowMs);
}

/**
 * Whether a code means that the task was given up. If the HTTP status has the same number, the code may be a proxy's,
 * which knows nothing about tasks.
 */
function endsTask(
  { code, data }: ReadEnvelope,
  response: HttpResponse,
  taskId: string,
  details: TaskDetails | undefined,
): boolean {
  if (code !== 501 && code !== 408) return false;
  return isAccepted(response) || namesTask(data, taskId) || details?.state.is === 'failed';
}

function toTaskStatus(taskId: string, details: TaskDetails): TaskStatus | ResultInFile {
  const { state } = details;
  switch (state.is) {
    case 'failed':
      return { state: 'failed', error: taskFailure(taskId, details.failMsg, details.failCode) };
    case 'unknown':
      return { state: 'running', unknownState: state.word };
    case 'running':
      return { state: 'running' };
    case 'success':
      return resultOf(taskId, details);
  }
}

function resultOf(taskId: string, details: TaskDetails): TaskStatus | ResultInFile {
  const located = locateResult(details.resultJson);
  switch (located?.at) {
    case 'here':
      return { state: 'completed', transcript: toTranscript(taskId, details, located.result, located.raw) };
    case 'url':
      return { state: 'inFile', url: located.url, details };
    case 'nowhere':
      return { state: 'empty', transcript: emptyTranscript(taskId, details) };
    case undefined:
      return { state: 'unreadable', error: unreadableResult(taskId) };
  }
}
