import { randomUUID } from 'node:crypto';

import type { WorkflowInput } from '../../../playground/rest';
import type { CredentialLink } from './state';

/** A node as described by a test. Missing fields get the editor's values. */
export interface NodeSpec {
  type: string;
  name?: string;
  typeVersion?: number;
  parameters?: Record<string, unknown>;
  credentials?: Record<string, CredentialLink>;
  onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
  retryOnFail?: boolean;
  maxTries?: number;
  waitBetweenTries?: number;
  alwaysOutputData?: boolean;
  executeOnce?: boolean;
}

export interface WorkflowSpec {
  node: NodeSpec;
  /** Nodes between the items and the node under test, in a row. */
  before?: NodeSpec[];
  /** Nodes after its first output, in a row; a No Operation node when absent. */
  after?: NodeSpec[];
  /**
   * The answer to the workflow's caller: `executionId` before anything else has run (default), or the result of n8n's
   * "When Last Node Finishes".
   */
  response?: 'executionId' | 'lastNode';
  name?: string;
  settings?: Record<string, unknown>;
}

export interface BuiltWorkflow {
  input: WorkflowInput;
  webhookPath: string;
  /** Whether the webhook answers with the execution's ID before the items are created. */
  answersAtOnce: boolean;
  /** Name of the node under test. */
  node: string;
}

export const failureNode = 'Failure';

interface Edge {
  node: string;
  type: 'main';
  index: 0;
}

const edge = (node: string): Edge => ({ node, type: 'main', index: 0 });

/** Nodes by name, with their names and positions on the canvas. */
export function placed(specs: NodeSpec[]) {
  return specs.map((spec, index) => ({
    id: randomUUID(),
    // The editor gives such an ID to nodes that are resumed through their own webhook.
    webhookId: randomUUID(),
    position: [index * 200, 0],
    ...spec,
    name: spec.name ?? `${spec.type} ${index}`,
    typeVersion: spec.typeVersion ?? 1,
    parameters: spec.parameters ?? {},
  }));
}

/** Connects the first output of each node with the next. */
export function inARow(names: string[]): Record<string, { main: Edge[][] }> {
  return Object.fromEntries(
    names.slice(0, -1).map((name, index) => [name, { main: [[edge(names[index + 1] ?? '')]] }]),
  );
}

/**
 * Webhook → answer with the execution's ID → the items of the request → node under test → further nodes. The items'
 * files arrive in a multipart body. An Edit Fields node assigns them to items, so that they are stored like any
 * upload, in either binary mode.
 */
export function buildWorkflow(spec: WorkflowSpec): BuiltWorkflow {
  const webhookPath = randomUUID();
  const answersAtOnce = spec.response !== 'lastNode';
  const node = { name: 'Node Under Test', ...spec.node };
  const row: NodeSpec[] = [
    {
      name: 'Webhook',
      type: 'n8n-nodes-base.webhook',
      typeVersion: 2.1,
      parameters: {
        httpMethod: 'POST',
        path: webhookPath,
        responseMode: answersAtOnce ? 'responseNode' : 'lastNode',
        ...(!answersAtOnce && { responseData: 'allEntries' }),
        options: {},
      },
    },
    ...(answersAtOnce ? [answerWithExecutionId] : []),
    ...dealOutItems,
    ...(spec.before ?? []),
    node,
    ...(spec.after ?? [{ name: 'Success', type: 'n8n-nodes-base.noOp' }]),
  ];
  const withErrorOutput = node.onError === 'continueErrorOutput';
  const failure: NodeSpec[] = withErrorOutput ? [{ name: failureNode, type: 'n8n-nodes-base.noOp' }] : [];
  const nodes = placed([...row, ...failure]);
  const connections = inARow(nodes.slice(0, row.length).map(({ name }) => name));
  if (withErrorOutput) {
    const next = connections[node.name]?.main[0] ?? [];
    connections[node.name] = { main: [next, [edge(failureNode)]] };
  }
  return {
    input: {
      name: spec.name ?? `e2e ${webhookPath}`,
      nodes,
      connections,
      settings: { executionOrder: 'v1', ...spec.settings },
    },
    webhookPath,
    answersAtOnce,
    node: node.name,
  };
}

const answerWithExecutionId: NodeSpec = {
  name: 'Answer',
  type: 'n8n-nodes-base.respondToWebhook',
  typeVersion: 1.4,
  parameters: {
    respondWith: 'json',
    responseBody: '={{ JSON.stringify({ executionId: $execution.id }) }}',
    options: {},
  },
};

const dealOutItems: NodeSpec[] = [
  {
    name: 'Request',
    type: 'n8n-nodes-base.set',
    typeVersion: 3.4,
    parameters: {
      mode: 'raw',
      jsonOutput: '={{ { items: JSON.parse($json.body.items) } }}',
      options: {},
    },
  },
  {
    name: 'Split',
    type: 'n8n-nodes-base.splitOut',
    parameters: { fieldToSplitOut: 'items', options: {} },
  },
  {
    name: 'Fields',
    type: 'n8n-nodes-base.set',
    typeVersion: 3.4,
    parameters: { mode: 'raw', jsonOutput: '={{ $json.json }}', options: {} },
  },
  {
    name: 'Items',
    type: 'n8n-nodes-base.set',
    typeVersion: 3.4,
    parameters: {
      mode: 'manual',
      includeOtherFields: true,
      // Each item has its own files, so the list of assignments is computed.
      assignments: [
        '={{ { assignments: Object.entries($("Split").item.json.files).map(([name, field]) => ({',
        'id: field, name, type: "binary", value: $("Webhook").first().binary[field] })) } }}',
      ].join(' '),
      options: {},
    },
  },
];
