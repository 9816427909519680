import type { IExecuteFunctions } from 'n8n-workflow';
import { formatTranscript } from './operations/formatTranscript.operation';
import type { Outcome } from './outcome';
import { settle } from './settle';

/**
 * Formats all items one after another: nothing is sent and nothing is paid for, so there is nothing to wait for.
 *
 * @returns the outcomes in the order of the items
 */
export async function formatItems(execution: IExecuteFunctions): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const itemIndex of execution.getInputData().keys()) {
    const item = await settle(() => formatTranscript(execution, itemIndex));
    outcomes.push(item.ok ? { ok: true, ...item.value } : item);
    if (!item.ok && !execution.continueOnFail()) break;
  }
  return outcomes;
}
