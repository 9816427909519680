import type { IWebhookFunctions } from 'n8n-workflow';
import { TranscriptionError } from '../../transcription/errors';
import { withoutStop } from '../../transcription/text/oneLine';
import { callOwnLater } from '../shared/webhooks/laterCalls';
import { reachesItself } from '../shared/webhooks/ownCalls';
import { queryOf } from '../shared/webhooks/query';
import type { AcceptedCallback } from './checkCallback';
import { calledBack } from './lookAtRecording';
import { taskKey } from './oncePerTask';
import { type LogPlace, logLine, placeOf } from './log';

/** Longer than any outage of a provider. A task that hasn't ended by then has to be fetched manually. */
export const waitAtMostMs = 24 * 3_600_000;

/**
 * Makes this n8n repeat a callback to itself until its task has ended. A webhook that has returned costs nothing, while
 * one that waits keeps a sandbox.
 *
 * @param said the status the caller gets now
 * @returns `unreachable` if n8n can't reach its own address, `full` if too many are waiting
 */
export function comesBack(
  context: IWebhookFunctions,
  callback: AcceptedCallback,
  said: string,
): 'later' | 'unreachable' | 'full' {
  const { taskId, headers } = callback;
  const address = context.getNodeWebhookUrl('default');
  if (address === undefined || !URL.canParse(address) || !reachesItself(address)) return 'unreachable';
  const url = new URL(address);
  url.search = queryOf(context).toString();
  // The functions below are kept for a long time, so they must not hold on to the context.
  const place = placeOf(context);
  const recordingId = calledBack(callback).taskId;
  const isTaken = callOwnLater({
    id: taskKey(context, taskId),
    owner: place.workflowId,
    url: url.href,
    body: { taskId },
    headers,
    said,
    forMs: waitAtMostMs,
    onGivenUp: () => logGivenUp(place, recordingId),
  });
  return isTaken ? 'later' : 'full';
}

/** @param error what ended the wait, if not the time limit */
export function logGivenUp(place: LogPlace, taskId: string, error?: unknown): void {
  const why = error instanceof TranscriptionError ? ` (${withoutStop(error.message)})` : '';
  logLine(
    place,
    'givenUp',
    taskId,
    `gives up waiting for a task that Apikley called back about${why}. Fetch its transcript with the operation Get Transcript`,
  );
}
