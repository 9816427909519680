import type { Deployed } from '../suites/e2e/run';
import { inARow, placed } from '../suites/e2e/workflow';
import type { BenchN8n } from '../bench/bench';
import { nodeOf, type Way, ways } from './ways';

export interface Workflows {
  deployed(way: Way): Deployed;
  /** The workflow started by an Apikley Trigger. */
  triggerId: string;
}

export const triggerNode = 'Trigger';

/** One workflow for each way, and one started by an Apikley Trigger, all active. */
export async function deployWorkflows(n8n: BenchN8n): Promise<Workflows> {
  const trigger = await deployTrigger(n8n);
  const all = new Map<string, Deployed>();
  for (const way of ways) {
    if (all.has(nameOf(way))) continue;
    all.set(nameOf(way), await n8n.deploy({ name: nameOf(way), node: nodeOf(way, n8n, trigger.url) }));
  }
  return {
    triggerId: trigger.id,
    deployed: (way) => {
      const found = all.get(nameOf(way));
      if (!found) throw new Error(`There is no workflow for ${nameOf(way)}.`);
      return found;
    },
  };
}

const nameOf = ({ mode, failure }: Way) => `${mode} ${failure}`;

async function deployTrigger({ rest, credentials }: BenchN8n): Promise<{ id: string; url: string }> {
  const nodes = placed([
    {
      name: triggerNode,
      type: 'n8n-nodes-transcribe.transcribeTrigger',
      credentials: { apikleyApi: credentials.apikley },
      parameters: { events: ['completed', 'failed'], accept: 'tickets', options: {} },
    },
    { name: 'After', type: 'n8n-nodes-base.noOp' },
  ]);
  const workflow = await rest.createWorkflow({
    name: 'soak trigger',
    nodes,
    connections: inARow(nodes.map(({ name }) => name)),
    settings: { executionOrder: 'v1' },
  });
  await rest.activateWorkflow(workflow);
  const path = `${nodes[0]?.webhookId ?? ''}/apikley`;
  await rest.waitForWebhook(path);
  return { id: workflow.id, url: `${rest.url}/webhook/${path}` };
}
