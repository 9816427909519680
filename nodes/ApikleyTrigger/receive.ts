import { type IDataObject, type IWebhookFunctions, type IWebhookResponseData, jsonParse } from 'n8n-workflow';
import { TranscriptionError } from '../../transcription/errors';
import type { JobProvider } from '../../transcription/provider';
import { detachedClock } from '../shared/detachedClock';
import { failureOutput } from '../shared/items';
import { withoutQueries } from '../shared/nodeErrors';
import { transcriptItem, type OutputItem } from '../shared/output/transcriptItem';
import { callOwnLater, isOwnCall, reachesItself, readyForOwnCalls } from '../shared/ownCalls';
import { readingProvider } from '../shared/readingProvider';
import { takeTurn } from '../shared/turns';
import { type AcceptedCallback, checkCallback, queryOf, signatureHeaders } from './check';
import { forward } from './forward';
import { readTriggerParameters, type TriggerParameters } from './parameters';
import { readEnded } from './readEnded';
import { oncePerTask } from './seen';

/** Senders of callbacks wait 15 s. */
const answerWithinMs = 8_000;

/**
 * A request at the trigger's URL. Refuse what is not ours, read the task with the own key, answer in good time,
 * and act: wake the execution that its ticket names, or start this workflow.
 */
export async function receiveCallback(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const parameters = readTriggerParameters(context);
  const callback = await checkCallback(context, parameters.accept);
  if (callback === undefined) return answer(context, 403, 'refused');
  readyForOwnCalls(context);
  const { resumeUrl } = callback.claims;
  if (resumeUrl !== undefined) {
    // In the background: as long as this function runs, n8n holds a sandbox for it.
    forward(context, resumeUrl, callback.taskId).catch(() => undefined);
    if (!parameters.options.startOnResume) return answer(context, 200, 'received');
  }
  const done = takeTurn();
  if (done === undefined && (isOwnCall(context) || comesBackLater(context, callback.taskId))) {
    return answer(context, 503, 'busy');
  }
  return await read(context, callback, parameters).finally(done);
}

/** Reads the task, and answers in good time. */
async function read(
  context: IWebhookFunctions,
  callback: AcceptedCallback,
  parameters: TriggerParameters,
): Promise<IWebhookResponseData> {
  const provider = await readingProvider(context, 'apikley');
  // Without a signature or a ticket, the account's own word on the task is the check.
  if (parameters.accept === 'anyTask' && !(await knows(provider, callback.taskId))) {
    return answer(context, 403, 'refused');
  }
  const reading = oncePerTask(context, callback.taskId, () =>
    outcome(context, provider, callback, parameters),
  );
  const inTime = await Promise.race([
    reading.then(
      () => true,
      () => false,
    ),
    detachedClock.sleep(answerWithinMs).then(() => false),
  ]);
  // Apikley calls again after a refusal: should this process end before the task could be read, nothing is lost.
  answer(context, inTime ? 200 : 503, inTime ? 'received' : 'unavailable');
  const item = await reading.catch((error: unknown) => {
    const reason =
      error instanceof TranscriptionError ? withoutQueries(error.message) : 'it could not be read';
    context.logger.warn(
      `A task that Apikley called back about is not delivered (task ID ${callback.taskId}): ${reason}`,
    );
    return undefined;
  });
  return { noWebhookResponse: true, ...(item && { workflowData: [[item]] }) };
}

/**
 * Calls this very URL again when others have had their turn.
 *
 * @returns false when it can't
 */
function comesBackLater(context: IWebhookFunctions, taskId: string): boolean {
  const address = context.getNodeWebhookUrl('default');
  if (address === undefined || !reachesItself()) return false;
  const url = new URL(address);
  url.search = queryOf(context).toString();
  callOwnLater(url.href, { taskId }, signatureHeaders(context));
  return true;
}

async function knows(provider: JobProvider, taskId: string): Promise<boolean> {
  const job = await provider.read(taskId).catch(() => undefined);
  return job !== undefined && job.state !== 'notFound';
}

/**
 * @returns the item that starts the workflow; undefined when the user did not ask for such
 * @throws TranscriptionError when the task could not be read
 */
async function outcome(
  { helpers }: IWebhookFunctions,
  provider: JobProvider,
  { taskId, claims }: AcceptedCallback,
  { events, output, outputProblem }: TriggerParameters,
): Promise<OutputItem | undefined> {
  const task = await readEnded(provider, taskId);
  if (!events.includes(task.state)) return undefined;
  const metadata = claims.metadata && {
    metadata: jsonParse<IDataObject>(JSON.stringify(claims.metadata)),
  };
  if (task.state === 'failed') {
    return { json: { provider: provider.id, ...failureOutput(task.error), ...metadata } };
  }
  const named = { ...output, fileName: output.fileName || (claims.fileName ?? '') };
  const { json, binary } = await transcriptItem(helpers, task.transcript, named, undefined);
  const told = outputProblem && `The Output Options were not used. ${outputProblem}`;
  const warning = [told, json.warning].filter(Boolean).join(' ');
  return { json: { ...json, ...metadata, ...(warning && { warning }) }, ...(binary && { binary }) };
}

function answer(context: IWebhookFunctions, code: number, status: string): IWebhookResponseData {
  context.getResponseObject().status(code).json({ status });
  return { noWebhookResponse: true };
}
