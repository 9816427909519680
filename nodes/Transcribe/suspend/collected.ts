import type { INodeExecutionData } from 'n8n-workflow';
import type { EndedTask } from '../../../transcription/fanIn';
import { createLimiter } from '../../../transcription/limit';
import { failureOutput, keptFailure } from '../../shared/items';
import { type FileHelpers, transcriptItem, type OutputItem } from '../../shared/output/transcriptItem';
import type { Suspended } from './suspended';

/** So many items are made at a time: each holds the contents of its files until n8n has stored them. */
const atATime = 8;

/**
 * What the node gives when all tasks have ended: as many items as went in, in their order. On the way out n8n
 * pairs each with the input of the same index, and takes those for the error output from among them.
 */
export async function collectedItems(
  helpers: FileHelpers,
  { items, errorOutput }: Suspended,
  ended: ReadonlyMap<string, EndedTask>,
): Promise<INodeExecutionData[]> {
  const limit = createLimiter(atATime);
  return await Promise.all(
    items.map(async (suspended, item): Promise<INodeExecutionData> => ({
      ...(await limit(() => itemOf(helpers, suspended, ended, errorOutput))),
      pairedItem: { item },
    })),
  );
}

async function itemOf(
  helpers: FileHelpers,
  suspended: Suspended['items'][number],
  ended: ReadonlyMap<string, EndedTask>,
  errorOutput: boolean,
): Promise<OutputItem> {
  if (suspended.kind === 'failed') return { json: suspended.json };
  const { taskId, output, recording } = suspended;
  const task = ended.get(taskId);
  if (task === undefined) throw new TypeError(`task ${taskId} has not ended`);
  return task.state === 'completed'
    ? await transcriptItem(helpers, task.transcript, output, recording)
    : { json: errorOutput ? keptFailure(task.error) : failureOutput(task.error) };
}
