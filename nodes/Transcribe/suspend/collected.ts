import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { EndedTask } from '../../../transcription/fanIn';
import { failureOutput } from '../../shared/items';
import { transcriptOutput } from '../../shared/transcriptOutput';
import type { Suspended } from './suspended';

/**
 * What the node gives when all tasks have ended: as many items as went in, in their order. On the way out n8n
 * pairs each with the input of the same index, and takes those for the error output from among them.
 */
export function collectedItems(
  { items, errorOutput }: Suspended,
  ended: ReadonlyMap<string, EndedTask>,
): INodeExecutionData[] {
  return items.map((suspended, item) => ({
    json: outputOf(suspended, ended, errorOutput),
    pairedItem: { item },
  }));
}

function outputOf(
  suspended: Suspended['items'][number],
  ended: ReadonlyMap<string, EndedTask>,
  errorOutput: boolean,
): IDataObject {
  if (suspended.kind === 'failed') return suspended.json;
  const task = ended.get(suspended.taskId);
  if (task === undefined) throw new TypeError(`task ${suspended.taskId} has not ended`);
  return task.state === 'completed'
    ? transcriptOutput(task.transcript, suspended.output)
    : failureOutput(task.error, errorOutput);
}
