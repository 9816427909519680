import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { taskIdOfCallback } from '../../providers/apikley/callback';
import { answerInTime, sayTo } from '../shared/webhooks/answer';
import { ticketParameter } from '../shared/webhooks/callbackUrl';
import { isCalledLater } from '../shared/webhooks/laterCalls';
import { readyForOwnCalls } from '../shared/webhooks/ownCalls';
import { queryOf } from '../shared/webhooks/query';
import { httpStatus } from './answer';
import { checkCallback } from './checkCallback';
import { handOver } from './forward';
import { placeOf } from './log';
import { taskKey, triggerKey, wasDelivered } from './oncePerTask';
import { begin, joinIn } from './oneAtATime';
import { readTriggerParameters } from './parameters';
import { logRefusal } from './refusals';
import { mayComeUnproven } from './unprovenReads';
import { workOn } from './workOn';

/**
 * Handles a request at the trigger's URL. A foreign request is refused and logged. A ticket that names a suspended
 * execution resumes it. Otherwise the task is read with the node's own key, and this workflow starts.
 */
export async function receiveCallback(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const say = sayTo(context, httpStatus);
  const parameters = readTriggerParameters(context);
  if (parameters.accept === 'anyTask' && isOneTooMany(context)) return say('busy');
  const checked = await checkCallback(context, parameters.accept);
  if ('refused' in checked) {
    logRefusal(placeOf(context), checked.refused, checked.taskId);
    return say('refused');
  }
  readyForOwnCalls(context);
  const { accepted: callback } = checked;
  const { taskId, claims, ofEarlierKey } = callback;
  if (claims.resumeUrl !== undefined && !ofEarlierKey) {
    const isHandedOver = handOver(context, claims.resumeUrl, taskId);
    if (!parameters.options.startOnResume) return say(isHandedOver ? 'received' : 'busy');
  }
  if (wasDelivered(context, taskId)) return say('received');
  const key = taskKey(context, taskId);
  const joining = joinIn(key);
  if (joining !== undefined) return say(await joining);
  const working = begin(key, () => workOn(context, callback, parameters));
  // "unavailable" makes the caller retry, so nothing is lost if this process ends before the task is read.
  return await answerInTime(say, working, 'unavailable');
}

/** Whether a callback without a ticket is one of a flood. Others are checked first: a ticket may prove them. */
function isOneTooMany(context: IWebhookFunctions): boolean {
  if (queryOf(context).has(ticketParameter)) return false;
  const taskId = taskIdOfCallback(context.getBodyData());
  if (taskId === undefined || wasDelivered(context, taskId)) return false;
  return !mayComeUnproven(triggerKey(context), isCalledLater(taskKey(context, taskId)));
}
