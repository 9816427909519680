import type { IWebhookFunctions } from 'n8n-workflow';
import { TranscriptionError } from '../../transcription/errors';
import { withoutStop } from '../../transcription/text/oneLine';
import { callOwnLater } from '../shared/webhooks/laterCalls';
import { reachesItself } from '../shared/webhooks/ownCalls';
import { queryOf } from '../shared/webhooks/query';
import type { AcceptedCallback } from './checkCallback';
import { taskKey } from './oncePerTask';
import { type LogPlace, logLine, placeOf } from './log';

/** Longer than any outage of a provider; a task that is not over by then is fetched by hand. */
export const waitAtMostMs = 24 * 3_600_000;

/**
 * Has this n8n repeat a callback to itself until its task has ended: a webhook that is over costs nothing, and one that
 * waits keeps a sandbox.
 *
 * @param said what the caller is told now
 * @returns `noWay` when n8n can't reach its own address, `full` when too many are waiting
 */
export function comesBack(
  context: IWebhookFunctions,
  { taskId, headers }: AcceptedCallback,
  said: string,
): 'later' | 'noWay' | 'full' {
  const address = context.getNodeWebhookUrl('default');
  if (address === undefined || !URL.canParse(address) || !reachesItself(address)) return 'noWay';
  const url = new URL(address);
  url.search = queryOf(context).toString();
  // The functions below are kept for long: they hold on to nothing but what they need.
  const place = placeOf(context);
  const isTaken = callOwnLater({
    id: taskKey(context, taskId),
    owner: place.workflowId,
    url: url.href,
    body: { taskId },
    headers,
    said,
    forMs: waitAtMostMs,
    onGivenUp: () => logGivenUp(place, taskId),
  });
  return isTaken ? 'later' : 'full';
}

/** @param error what ended the waiting, where it was not the time */
export function logGivenUp(place: LogPlace, taskId: string, error?: unknown): void {
  const why = error instanceof TranscriptionError ? ` (${withoutStop(error.message)})` : '';
  logLine(
    place,
    'givenUp',
    taskId,
    `gives up waiting for a task that Apikley called back about${why}. Fetch its transcript with the operation Get Transcript`,
  );
}
