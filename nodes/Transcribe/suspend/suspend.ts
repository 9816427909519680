import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { hasErrorOutput } from '../../shared/items';
import type { Outcome } from '../outcome';
import { readRunParameters, readTranscribeParameters } from '../parameters';
import { doorbellOf } from './doorbell';
import { keepRinging } from './reconciler';
import { warnIfUnreachable } from './unreachable';
import { type Suspended, suspendedKey } from './suspended';

const hourMs = 3_600_000;

/**
 * Puts the execution to sleep in n8n's database until all tasks have ended, or the deadline is there.
 *
 * @param output one item for each input item: a pending job, or a failure
 */
export async function suspend(
  execution: IExecuteFunctions,
  outcomes: Outcome[],
  output: INodeExecutionData[],
): Promise<void> {
  const { url, secret } = doorbellOf(execution);
  const { deadlineHours } = readTranscribeParameters(execution, 0);
  const suspended: Suspended = {
    secret,
    provider: readRunParameters(execution).provider,
    errorOutput: hasErrorOutput(execution),
    items: output.map(({ json }, itemIndex) => {
      const task = outcomes[itemIndex]?.ok ? outcomes[itemIndex].task : undefined;
      if (task === undefined) return { kind: 'failed', json };
      const { includeWords, includeRaw } = readTranscribeParameters(execution, itemIndex).output;
      return { kind: 'task', ...task, output: { includeWords, includeRaw } };
    }),
  };
  execution.getContext('node')[suspendedKey] = suspended;
  // At the deadline n8n hands on what is in the place of the input. Another list, so that the node before
  // keeps its own items.
  execution.getExecuteData().data.main = [output];
  await execution.putExecutionToWait(new Date(Date.now() + deadlineHours * hourMs));
  await warnIfUnreachable(execution, url);
  keepRinging(execution, url, secret);
}
