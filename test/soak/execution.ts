import { z } from 'zod';
import type { Execution, ExecutionStatus, ExecutionSummary, NodeRun } from '../../playground/execution';
import { recordingsIn, type Recording, transcriptOf } from './recordings';

/** An item that came out of a node. */
export interface FoundItem {
  /** The item of the input that it belongs to. */
  of: number | undefined;
  taskId: string | undefined;
  /** Of an item that holds a transcript. */
  text: string | undefined;
  /** Of one that failed: the error, and what to do about it. */
  said: string | undefined;
}

/** What n8n holds of one execution, as far as the ledger asks for it. */
export interface FoundExecution {
  id: string;
  workflowId: string;
  status: ExecutionStatus;
  /** The execution that was retried by hand. */
  retryOf: string | undefined;
  /** Milliseconds since the epoch. */
  startedAt: number | undefined;
  /** The recordings that it is about. */
  recordings: ReadonlySet<Recording>;
  /** Those whose words it holds, wherever. */
  heard: ReadonlySet<Recording>;
  /** All that it names, wherever. */
  taskIds: ReadonlySet<string>;
  /** What the node under test, or the trigger, has given. */
  items: FoundItem[];
  /** What stopped the workflow: the message, and what to do about it. */
  failure: { of: number | undefined; said: string } | undefined;
  /** How many times the workflow went on after the node. */
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

/** @param node whose output counts @param next the node behind it */
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

/** Of an execution whose data n8n has lost. */
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
