import { z } from 'zod';
import type { Execution, ExecutionStatus, ExecutionSummary, NodeRun } from '../../playground/execution';
import { recordingsIn, type Recording, transcriptOf } from './recordings';

/** An item from a node's output. */
export interface FoundItem {
  /** The input item it belongs to. */
  of: number | undefined;
  taskId: string | undefined;
  /** Set if the item contains a transcript. */
  text: string | undefined;
  /** Set if the item failed: the message and the description. */
  said: string | undefined;
}

/** The data of an execution that the ledger needs. */
export interface FoundExecution {
  id: string;
  workflowId: string;
  status: ExecutionStatus;
  /** The execution that this one retries. */
  retryOf: string | undefined;
  /** Milliseconds since the epoch. */
  startedAt: number | undefined;
  /** The recordings it works on. */
  recordings: ReadonlySet<Recording>;
  /** Recordings whose text occurs anywhere in its data. */
  heard: ReadonlySet<Recording>;
  /** All task IDs anywhere in its data. */
  taskIds: ReadonlySet<string>;
  /** The output of the node under test or the trigger. */
  items: FoundItem[];
  /** The error that stopped the workflow: the message and the description. */
  failure: { of: number | undefined; said: string } | undefined;
  /** How many times the workflow continued after the node. */
  wentOn: number;
}

const text = z.string().optional().catch(undefined);
const outputSchema = z.object({
  text,
  taskId: text,
  error: text,
  advice: text,
  message: text,
  details: z.object({ taskId: text, advice: text }).optional().catch(undefined),
});
const pairSchema = z
  .union([z.number(), z.object({ item: z.number() }).transform(({ item }) => item)])
  .optional()
  .catch(undefined);
const contextSchema = z.object({ itemIndex: z.number().optional() }).catch({});

/** @param node whose output counts @param next the node after it */
export function readFound(execution: Execution, node: string, next: string): FoundExecution {
  const { runData, error } = execution.data.resultData;
  const stored = JSON.stringify(execution.data);
  const recordings = new Set(recordingsIn(stored));
  return {
    ...summaryOf(execution),
    recordings,
    heard: new Set([...recordings].filter((recording) => stored.includes(transcriptOf(recording)))),
    taskIds: new Set(stored.match(taskId)),
    items: itemsOf(runData[node]?.at(-1)),
    failure: error && {
      of: contextSchema.parse(error.context).itemIndex,
      said: [error.message, error.description].filter(Boolean).join(' '),
    },
    wentOn: runData[next]?.length ?? 0,
  };
}

function summaryOf({ id, workflowId, status, retryOf, startedAt }: ExecutionSummary) {
  return {
    id,
    workflowId,
    status,
    retryOf: retryOf ?? undefined,
    startedAt: startedAt ? Date.parse(startedAt) : undefined,
  };
}

/** For an execution whose data n8n has lost. */
export function foundWithoutData(summary: ExecutionSummary): FoundExecution {
  const nothing = new Set<string>();
  return {
    ...summaryOf(summary),
    recordings: nothing,
    heard: nothing,
    taskIds: nothing,
    items: [],
    failure: undefined,
    wentOn: 0,
  };
}

const taskId = /task_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

function itemsOf(run: NodeRun | undefined): FoundItem[] {
  const items = (run?.data?.main ?? []).flatMap((output) => output ?? []);
  return items.map(({ json, pairedItem }) => {
    const { details, ...output } = outputSchema.parse(json);
    return {
      of: pairSchema.parse(pairedItem),
      taskId: output.taskId ?? details?.taskId ?? output.error?.match(taskId)?.[0],
      text: output.text,
      said:
        [output.error, output.advice, output.message, details?.advice].filter(Boolean).join(' ') || undefined,
    };
  });
}
