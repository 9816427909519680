import type { WorkflowInput } from '../../../playground/rest';
import type { Harness } from '../e2e/harness';
import { inARow, type NodeSpec } from '../e2e/workflow';

/** A manual trigger, a node that loads a recording, and the nodes under test. */
export async function createLoading(
  { rest, emulator }: Harness,
  file: string,
  ...nodes: Array<NodeSpec & { name: string }>
): Promise<string> {
  return await create(rest, [
    { name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
    {
      name: 'Load Recording',
      type: 'n8n-nodes-base.httpRequest',
      typeVersion: 4.2,
      parameters: {
        url: `${emulator.urls.files}/audio/${file}`,
        options: { response: { response: { responseFormat: 'file', outputPropertyName: 'data' } } },
      },
    },
    ...nodes,
  ]);
}

/** Stores a workflow with its nodes in a row. */
export async function create(
  rest: Harness['rest'],
  nodes: Array<NodeSpec & { name: string }>,
  connections: WorkflowInput['connections'] = inARow(nodes.map(({ name }) => name)),
): Promise<string> {
  const workflow = await rest.createWorkflow({
    name: 'Transcripts',
    nodes: nodes.map((node, index) => ({
      id: `node-${index}`,
      webhookId: `00000000-0000-4000-8000-00000000000${index}`,
      typeVersion: 1,
      position: [index * 220, 0],
      parameters: {},
      ...node,
    })),
    connections,
    settings: { executionOrder: 'v1' },
  });
  return workflow.id;
}
