import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { definitionOf } from '../../../providers/registry';
import { partsOfTaskId } from '../../../transcription/parts/partsTaskId';
import { isPrivateUrl } from '../../../transcription/callbacks/privateUrl';
import { systemClock } from '../../shared/clock';
import { readSettings } from '../../shared/credentials';
import { hasErrorOutput, keptFailedItem } from '../../shared/items';
import { contextKeys } from '../../shared/nodeContext';
import { storedOutput } from '../../shared/output/storedOutput';
import { recordingOfItem } from '../audio/recordingOfItem';
import type { Outcome, PendingTask } from '../outcome';
import { readRunParameters, type RunParameters } from '../parameters';
import { lastCallMs } from './deadline';
import { doorbellOf } from './doorbell';
import { keepRinging } from './reconciler';
import { thisProcess } from './rivals';
import type { StoredSuspended } from './suspended';

const hourMs = 3_600_000;

/**
 * Suspends the execution in n8n's database until all tasks have ended or the deadline is reached. A single item must
 * not make this fail: the tasks already exist.
 *
 * @param given one per input item: a pending task, or a failure
 * @returns what the node shows while it is suspended
 */
export async function suspend(
  execution: IExecuteFunctions,
  outcomes: Outcome[],
  given: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
  const { url, secret } = doorbellOf(execution);
  const items = given.map((item, itemIndex) => {
    const outcome = outcomes[itemIndex];
    return outcome?.ok === false
      ? keptFailedItem(execution, outcome.error, itemIndex, recordingOfItem(execution, itemIndex))
      : item;
  });
  const parameters = readRunParameters(execution);
  const nowMs = systemClock.now();
  const deadlineMs = nowMs + parameters.deadlineHours * hourMs;
  const suspended: StoredSuspended = {
    secret,
    process: thisProcess,
    provider: parameters.provider,
    deadlineMs,
    errorOutput: hasErrorOutput(execution),
    items: outcomes.map((outcome, itemIndex) =>
      outcome.ok && outcome.pending
        ? storedTask(outcome.pending)
        : { kind: 'failed', json: items[itemIndex]?.json ?? {} },
    ),
  };
  execution.getContext('node')[contextKeys.suspended] = suspended;
  // At the deadline n8n outputs what is in the place of the input. A new list, so that the previous node keeps its own
  // items.
  execution.getExecuteData().data.main = [items];
  await warnIfUnreachable(execution, parameters, url);
  await execution.putExecutionToWait(new Date(deadlineMs));
  const times = { lastCallMs: lastCallMs(nowMs, deadlineMs, taskCount(outcomes)), endMs: deadlineMs };
  keepRinging(execution, () => url, secret, times);
  // With Retry On Fail, n8n would run the node again if its first output item held an error.
  return items.filter((_, itemIndex) => outcomes[itemIndex]?.ok);
}

/** The number of tasks to read: a recording in parts has several. */
function taskCount(outcomes: readonly Outcome[]): number {
  return outcomes.reduce(
    (count, outcome) =>
      count + (outcome.ok && outcome.pending ? partsOfTaskId(outcome.pending.task.taskId).length : 0),
    0,
  );
}

function storedTask({
  task,
  output,
  recording,
  durationSeconds,
}: PendingTask): StoredSuspended['items'][number] {
  return { kind: 'task', ...task, output: storedOutput(output), recording, durationSeconds };
}

/** Never fails: a warning is not worth losing the tasks. */
async function warnIfUnreachable(
  execution: IExecuteFunctions,
  { provider, callbackUrl }: RunParameters,
  resumeUrl: string,
): Promise<void> {
  const settings = await readSettings(execution, provider).catch(() => undefined);
  const message =
    settings && unreachableHint(definitionOf(provider).name, callbackUrl ?? resumeUrl, settings.baseUrl);
  if (message) execution.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
}

/**
 * The hint if callbacks can't arrive.
 *
 * @param providerName as the user sees it
 * @param callbackUrl the URL the provider calls
 * @param baseUrl the provider's URL: a provider in this network can reach private addresses
 * @returns undefined if callbacks can arrive, as far as can be seen from here
 */
export function unreachableHint(
  providerName: string,
  callbackUrl: string,
  baseUrl: string,
): string | undefined {
  if (!isPrivateUrl(callbackUrl) || isPrivateUrl(baseUrl)) return undefined;
  const { origin } = new URL(callbackUrl);
  return `${providerName} can't call back to ${origin}, which only your own network can reach. The node asks for the transcripts by itself instead, which takes a little longer. To receive callbacks, set n8n's WEBHOOK_URL to its public address.`;
}
