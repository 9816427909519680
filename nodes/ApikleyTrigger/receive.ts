import { type IDataObject, type IWebhookFunctions, type IWebhookResponseData, jsonParse } from 'n8n-workflow';
import { TranscriptionError } from '../../transcription/errors';
import type { JobProvider } from '../../transcription/provider';
import { readingProvider } from '../shared/readingProvider';
import { checkCallback, type AcceptedCallback } from './check';
import { forward } from './forward';
import { readTriggerParameters, type TriggerParameters } from './parameters';
import { readEnded } from './readEnded';
import { oncePerTask } from './seen';

/**
 * A request at the trigger's URL. Refuse what is not ours, answer fast, then read the task with the own key and
 * act: wake the execution that its ticket names, or start this workflow.
 */
export async function receiveCallback(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const parameters = readTriggerParameters(context);
  const callback = await checkCallback(context, parameters.accept);
  if (callback === undefined) return answer(context, 403, 'refused');
  const provider = await readingProvider(context, 'apikley');
  // Without a signature or a ticket, the account's own word on the task is the check.
  if (parameters.accept === 'anyTask' && !(await knows(provider, callback.taskId))) {
    return answer(context, 403, 'refused');
  }
  answer(context, 200, 'received');
  const { resumeUrl } = callback.claims;
  if (resumeUrl !== undefined) {
    // In the background: as long as this function runs, n8n holds a sandbox for it.
    forward(context, resumeUrl, callback.taskId).catch(() => undefined);
    if (!parameters.options.startOnResume) return { noWebhookResponse: true };
  }
  const json = await oncePerTask(context, callback.taskId, () =>
    outcome(context, provider, callback, parameters),
  );
  return { noWebhookResponse: true, ...(json && { workflowData: [[{ json }]] }) };
}

async function knows(provider: JobProvider, taskId: string): Promise<boolean> {
  const job = await provider.read(taskId).catch(() => undefined);
  return job !== undefined && job.state !== 'notFound';
}

/** @returns the item that starts the workflow; undefined when the user did not ask for such */
async function outcome(
  context: IWebhookFunctions,
  provider: JobProvider,
  { taskId, claims }: AcceptedCallback,
  { events, options }: TriggerParameters,
): Promise<IDataObject | undefined> {
  const metadata = claims.metadata && {
    metadata: jsonParse<IDataObject>(JSON.stringify(claims.metadata)),
  };
  try {
    const json = await readEnded(provider, taskId, options);
    const event = json.status === 'failed' ? 'failed' : 'completed';
    return events.includes(event) ? { ...json, ...metadata } : undefined;
  } catch (error) {
    const reason = error instanceof TranscriptionError ? error.message : 'it could not be read';
    context.logger.warn(
      `A task that Apikley called back about is not delivered (task ID ${taskId}): ${reason}`,
    );
    return undefined;
  }
}

function answer(context: IWebhookFunctions, code: number, status: string): IWebhookResponseData {
  context.getResponseObject().status(code).json({ status });
  return { noWebhookResponse: true };
}
