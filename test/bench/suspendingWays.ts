import { apikleyNode } from '../suites/e2e/transcribeNode';
import type { NodeSpec, WorkflowSpec } from '../suites/e2e/workflow';
import type { Harness } from '../suites/e2e/harness';
import type { BenchN8n } from './bench';
import { createTask, readTask, waitForCall } from './ownNodes';

/** A way to suspend until Apikley calls back, and to resume with the transcript. */
export interface SuspendingWay {
  name: string;
  workflow(n8n: BenchN8n): WorkflowSpec;
}

/** The package's own way: one recording from a URL. */
export const suspendingNode = (n8n: Pick<Harness, 'emulator' | 'credentials'>): NodeSpec =>
  apikleyNode(n8n, { mode: 'suspend', audioFrom: 'url', audioUrl: '={{ $json.url }}' });

const success = { name: 'Success', type: 'n8n-nodes-base.noOp' };

export const suspendingWays: readonly SuspendingWay[] = [
  {
    name: 'Transcribe, Suspend Until Callback',
    workflow: (n8n) => ({
      node: suspendingNode(n8n),
      after: [success],
    }),
  },
  {
    name: "baseline: n8n's own HTTP Request, Wait, HTTP Request",
    workflow: (n8n) => ({
      before: [createTask(n8n, { callBackUrl: '$execution.resumeUrl' })],
      node: waitForCall,
      after: [readTask(n8n), success],
    }),
  },
];
