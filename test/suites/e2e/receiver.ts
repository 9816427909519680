import type { Item } from '../../../playground/execution';
import type { Harness } from './harness';
import type { CredentialLink } from './state';
import { inARow, placed } from './workflow';

export interface Receiver {
  workflowId: string;
  /** The production URL. */
  url: string;
  testUrl: string;
}

/** A workflow started by an Apikley Trigger. */
export async function receivingWorkflow(
  { rest, credentials }: Pick<Harness, 'rest' | 'credentials'>,
  parameters: Record<string, unknown> = {},
  credential: CredentialLink = credentials.apikley,
  activate = true,
): Promise<Receiver> {
  const nodes = placed([
    {
      name: 'Trigger',
      type: 'n8n-nodes-transcribe.transcribeTrigger',
      credentials: { apikleyApi: credential },
      parameters: { events: ['completed', 'failed'], accept: 'tickets', options: {}, ...parameters },
    },
    { name: 'After', type: 'n8n-nodes-base.noOp' },
  ]);
  const workflow = await rest.createWorkflow({
    name: `e2e trigger ${nodes[0]?.id ?? ''}`,
    nodes,
    connections: inARow(nodes.map(({ name }) => name)),
    settings: { executionOrder: 'v1' },
  });
  const path = `${nodes[0]?.webhookId ?? ''}/apikley`;
  if (activate) {
    await rest.activateWorkflow(workflow);
    await rest.waitForWebhook(path);
  }
  return {
    workflowId: workflow.id,
    url: `${rest.url}/webhook/${path}`,
    testUrl: `${rest.url}/webhook-test/${path}`,
  };
}

/** The first items of the runs that a trigger started, oldest first. */
export async function startedItems(
  { rest }: Pick<Harness, 'rest'>,
  { workflowId }: Receiver,
  count: number,
): Promise<Array<Item['json']>> {
  for (let tries = 0; tries < 100; tries++) {
    const runs = await rest.executions({ workflowId });
    if (runs.length >= count) {
      const items = await Promise.all(
        runs.map(async ({ id }) => {
          const { data } = await rest.waitForEnd(id);
          return data.resultData.runData.After?.[0]?.data?.main?.[0]?.[0]?.json ?? {};
        }),
      );
      return items.reverse();
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Fewer than ${count} runs were started.`);
}
