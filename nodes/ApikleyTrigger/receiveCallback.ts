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
 * A request at the trigger's URL. Refuse what is not ours, and say so in the log; wake the execution that its ticket
 * names; or read the task with the own key, answer in good time, and start this workflow.
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
  // Asked to come again, the caller does so: if this process ends before the task is read, nothing is lost.
  return await answerInTime(say, working, 'unavailable');
}
