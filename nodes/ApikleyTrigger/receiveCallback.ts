import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { answerInTime, sayTo } from '../shared/webhooks/answer';
import { readyForOwnCalls } from '../shared/webhooks/ownCalls';
import { httpStatus } from './answer';
import { checkCallback } from './checkCallback';
import { handOver } from './forward';
import { placeOf } from './log';
import { taskKey, wasDelivered } from './oncePerTask';
import { begin, joinIn } from './oneAtATime';
import { readTriggerParameters } from './parameters';
import { logRefusal } from './refusals';
import { workOn } from './workOn';

/**
 * Handles a request at the trigger's URL. A foreign request is refused and logged. A ticket that names a suspended
 * execution resumes it. Otherwise the task is read with the node's own key, and this workflow starts.
 */
export async function receiveCallback(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const say = sayTo(context, httpStatus);
  const parameters = readTriggerParameters(context);
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
