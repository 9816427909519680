import { apikleyNode, elkapiNode } from '../suites/e2e/transcribeNode';
import type { WorkflowSpec } from '../suites/e2e/workflow';
import type { BenchN8n } from './bench';
import { createTask, type Pace, readTask, waitFor } from './ownNodes';

/** Just under the first poll of Wait for Transcript, 2.5 s after a submit. */
export const taskMs = 2_000;

/** How long ElkAPI takes per recording. */
export const elkapiMs = 250;

/** The node's default, which none of the ways changes. */
const itemsAtATime = 5;

/** "At most 10 requests a second for an account": the node's limit for reading tasks. */
const readPace: Pace = { starts: 10, perMs: 1_000 };

/**
 * Faster than the documented 20 in 10 s, so that 500 items take a minute. Not faster than tasks are read, or reading
 * would dominate the time.
 */
const awaited: Pace = { starts: 8, perMs: 1_000 };

const unawaited: Pace = { starts: 20, perMs: 1_000 };

export interface BatchWay {
  name: string;
  /** Measured only with the smallest and the largest batch, because the sizes in between are of no interest. */
  endsOnly?: true;
  /** Pace of submits, for the node's options and the emulator's limit. Undefined if the provider has no limit. */
  pace: Pace | undefined;
  workflow(n8n: BenchN8n): WorkflowSpec;
  /** A lower bound for any program. */
  leastMs(items: number): number;
  /** Whether an output item is done. */
  isDone(json: Record<string, unknown>): boolean;
}

const source = { audioFrom: 'url', audioUrl: '={{ $json.url }}' };
const completed: BatchWay['isDone'] = ({ status }) => status === 'completed';
const lastStartMs = (items: number, { starts, perMs }: Pace) => Math.floor((items - 1) / starts) * perMs;

function apikley(
  name: string,
  mode: string,
  { pace, ...rest }: Pick<BatchWay, 'leastMs' | 'isDone'> & { pace: Pace },
): BatchWay {
  const options = {
    tasksPerInterval: pace.starts,
    intervalSeconds: pace.perMs / 1000,
    pollIntervalSeconds: 2.5,
  };
  return {
    name,
    pace,
    ...rest,
    workflow: (n8n) => ({ node: apikleyNode(n8n, { mode, ...source }, options) }),
  };
}

const waiting = {
  pace: awaited,
  leastMs: (items: number) => lastStartMs(items, awaited) + taskMs,
  isDone: completed,
};

export const batchWays: readonly BatchWay[] = [
  apikley('Apikley, Wait for Transcript', 'wait', waiting),
  apikley('Apikley, Suspend Until Callback', 'suspend', waiting),
  apikley('Apikley, Submit Only', 'submit', {
    pace: unawaited,
    leastMs: (items) => lastStartMs(items, unawaited),
    isDone: ({ taskId }) => typeof taskId === 'string',
  }),
  {
    name: 'ElkAPI',
    endsOnly: true,
    pace: undefined,
    leastMs: (items) => Math.ceil(items / itemsAtATime) * elkapiMs,
    isDone: completed,
    workflow: (n8n) => ({ node: elkapiNode(n8n, source) }),
  },
  {
    name: "baseline: n8n's own HTTP Request, Wait, HTTP Request",
    endsOnly: true,
    ...waiting,
    // It keeps to a limit only by chance, and gives up on refused items.
    pace: undefined,
    isDone: ({ code }) => code === 200,
    workflow: (n8n) => ({
      node: createTask(n8n, { pace: awaited }),
      after: [waitFor(taskMs), readTask(n8n, readPace), { name: 'Success', type: 'n8n-nodes-base.noOp' }],
    }),
  },
];
