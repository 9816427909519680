import type { NodeSpec } from '../suites/e2e/workflow';
import type { BenchN8n } from './bench';

export interface Pace {
  starts: number;
  perMs: number;
}

/** The same with n8n's own nodes: an HTTP Request that creates a task for each item … */
export function createTask(
  n8n: BenchN8n,
  { callBackUrl, pace }: { callBackUrl?: string; pace?: Pace },
): NodeSpec {
  const callback = callBackUrl === undefined ? '' : `, callBackUrl: ${callBackUrl}`;
  return apikleyRequest(n8n, 'Create Task', pace, {
    method: 'POST',
    url: `${n8n.emulator.urls.apikley}/api/v1/jobs/createTask`,
    sendBody: true,
    specifyBody: 'json',
    jsonBody: `={{ JSON.stringify({ model: 'elevenlabs/speech-to-text'${callback}, input: { audio_url: $json.url } }) }}`,
  });
}

/** … and one that reads it. */
export function readTask(n8n: BenchN8n, pace?: Pace): NodeSpec {
  return apikleyRequest(n8n, 'Read Task', pace, {
    url: `=${n8n.emulator.urls.apikley}/api/v1/jobs/recordInfo?taskId={{ $('Create Task').item.json.data.taskId }}`,
  });
}

function apikleyRequest(
  { credentials }: BenchN8n,
  name: string,
  pace: Pace | undefined,
  parameters: Record<string, unknown>,
): NodeSpec {
  const batching = pace && { batch: { batchSize: pace.starts, batchInterval: pace.perMs } };
  return {
    name,
    type: 'n8n-nodes-base.httpRequest',
    typeVersion: 4.2,
    credentials: { apikleyApi: credentials.apikley },
    parameters: {
      authentication: 'predefinedCredentialType',
      nodeCredentialType: 'apikleyApi',
      ...parameters,
      options: { ...(batching && { batching }) },
    },
  };
}

/** Waits in the process for a given time; n8n stores an execution only for longer waits. */
export const waitFor = (ms: number): NodeSpec => ({
  name: 'Wait for TaskStatus',
  type: 'n8n-nodes-base.wait',
  typeVersion: 1.1,
  parameters: { resume: 'timeInterval', amount: ms / 1000, unit: 'seconds' },
});

/** Suspends the execution in n8n's database until its resume URL is called. */
export const waitForCall: NodeSpec = {
  name: 'Wait for Call',
  type: 'n8n-nodes-base.wait',
  typeVersion: 1.1,
  parameters: { resume: 'webhook', httpMethod: 'POST', responseMode: 'onReceived', options: {} },
};
