import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { readyForOwnCalls } from '../shared/webhooks/ownCalls';
import { answer, type Result } from './answer';
import { checkCallback } from './checkCallback';
import { handOver } from './forward';
import { placeOf } from './log';
import { taskKey, wasDelivered } from './oncePerTask';
import { begin, inTime, joinIn } from './oneAtATime';
import { readTriggerParameters } from './parameters';
import { logRefusal } from './refusals';
import { workOn } from './workOn';

/**
 * A request at the trigger's URL. Refuse what is not ours, and say so in the log; wake the execution that its ticket
 * names; or read the task with the own key, answer in good time, and start this workflow.
 */
export async function receiveCallback(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const parameters = readTriggerParameters(context);
  const checked = await checkCallback(context, parameters.accept);
  if ('refused' in checked) {
    logRefusal(placeOf(context), checked.refused, checked.taskId);
    return answer(context, 'refused');
  }
  readyForOwnCalls(context);
  const { accepted: callback } = checked;
  const { taskId, claims, ofEarlierKey } = callback;
  if (claims.resumeUrl !== undefined && !ofEarlierKey) {
    const isHandedOver = handOver(context, claims.resumeUrl, taskId);
    if (!parameters.options.startOnResume) return answer(context, isHandedOver ? 'received' : 'busy');
  }
  if (wasDelivered(context, taskId)) return answer(context, 'received');
  const key = taskKey(context, taskId);
  const joining = joinIn(key);
  if (joining !== undefined) return answer(context, await joining);
  return await answerInTime(
    context,
    begin(key, () => workOn(context, callback, parameters)),
  );
}

/**
 * Answers with what came of it. Should that take too long, the caller is asked to come again: if this process ends
 * before the task could be read, nothing is lost.
 */
async function answerInTime(
  context: IWebhookFunctions,
  working: Promise<Result>,
): Promise<IWebhookResponseData> {
  const soon = await inTime(working);
  answer(context, soon?.status ?? 'unavailable');
  const { item } = soon ?? (await working);
  return { noWebhookResponse: true, ...(item && { workflowData: [[item]] }) };
}
