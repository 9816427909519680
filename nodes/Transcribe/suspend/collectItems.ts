import type { INodeExecutionData } from 'n8n-workflow';
import { endedRecording } from '../../../transcription/parts/endedRecording';
import { partsOfTaskId } from '../../../transcription/parts/partsTaskId';
import type { EndedTask } from '../../../transcription/tasks/finality';
import { createLimiter } from '../../../transcription/calls/limit';
import { waitNote, type WaitNotes } from '../../../transcription/tasks/taskErrors';
import { failureOutput, keptFailure } from '../../shared/items';
import { withoutQueries } from '../../shared/nodeErrors';
import { neededParts } from '../../shared/output/neededParts';
import { pendingOutput } from '../../shared/output/pendingOutput';
import { type FileHelpers, transcriptItem, type OutputItem } from '../../shared/output/transcriptItem';
import { withLength } from '../../shared/output/withLength';
import type { Suspended } from './suspended';

/** Items built at once: each holds the contents of its files until n8n has stored them. */
const atATime = 8;

/**
 * The node's output when all tasks have ended or time has run out: one item per input item, in order. n8n then pairs
 * each with the input of the same index, and moves failed items to the error output.
 */
export async function collectedItems(
  helpers: FileHelpers,
  { provider, items, errorOutput }: Suspended,
  ended: ReadonlyMap<string, EndedTask>,
  open: ReadonlyMap<string, WaitNotes>,
): Promise<INodeExecutionData[]> {
  const limit = createLimiter(atATime);

  async function itemOf(suspended: Suspended['items'][number]): Promise<OutputItem> {
    if (suspended.kind === 'failed') return { json: suspended.json };
    const { taskId, output, recording, durationSeconds } = suspended;
    const task = endedRecording(taskId, ended);
    if (task === undefined) {
      const notes = partsOfTaskId(taskId).map((part) => waitNote(open.get(part.taskId)));
      const warning = notes.find((note) => note !== undefined);
      return {
        json: { ...pendingOutput(provider, suspended), ...(warning && { warning: withoutQueries(warning) }) },
      };
    }
    switch (task.state) {
      case 'completed':
        return await transcriptItem(
          helpers,
          neededParts(withLength(task.transcript, durationSeconds), output),
          output,
          recording,
        );
      case 'failed':
        return { json: errorOutput ? keptFailure(task.error) : failureOutput(task.error, recording) };
    }
  }

  return await Promise.all(
    items.map(async (suspended, item): Promise<INodeExecutionData> => ({
      ...(await limit(() => itemOf(suspended))),
      pairedItem: { item },
    })),
  );
}
