import path from 'node:path';

import { fitted, readExamples, type Example } from '../../../playground/examples';
import { projectFolder } from '../../../playground/paths';
import type { Workflow } from '../../../playground/rest';
import type { Harness } from './harness';
import type { CredentialLink } from './state';
import { inARow, placed, type NodeSpec } from './workflow';

/** The user's input for an example. */
export interface FilledIn {
  /** For nodes that come without a credential, by node type. */
  credentials?: Record<string, Record<string, CredentialLink>>;
  /** Addresses and folders, by their placeholders in the example. */
  replaced?: Record<string, string>;
  /**
   * Nodes in place of those whose service has a fixed address, by name: made from the parameters of the example, so
   * that its expressions are evaluated.
   */
  standIns?: Record<string, (parameters: unknown) => NodeSpec>;
  /** A node that starts the workflow before the stand-in of its trigger. */
  startedBy?: NodeSpec & { before: string };
}

export function exampleWorkflows(): Promise<Example[]> {
  return readExamples(path.join(projectFolder, 'examples'));
}

/** Imports an example as `npm start` does, and fills in the values that its notes ask for. */
export async function importExample(
  n8n: Pick<Harness, 'rest' | 'credentials' | 'emulator'>,
  example: Example,
  { credentials = {}, replaced = {}, standIns = {}, startedBy }: FilledIn = {},
): Promise<Workflow> {
  const { name, nodes, connections, settings } = fitted(example, Object.values(n8n.credentials), {
    audioUrl: `${n8n.emulator.urls.files}/audio/`,
  });
  const filledIn = nodes.map((original) => {
    const node = { ...original, ...standIns[original.name]?.(original.parameters) };
    const own = credentials[node.type];
    return own ? { ...withReplaced(node, replaced), credentials: own } : withReplaced(node, replaced);
  });
  if (startedBy === undefined) {
    return n8n.rest.createWorkflow({ name, nodes: filledIn, connections, settings: settings ?? {} });
  }
  const { before, ...spec } = startedBy;
  const [starter] = placed([{ name: 'Start', ...spec }]);
  return n8n.rest.createWorkflow({
    name,
    nodes: [...filledIn, ...(starter ? [starter] : [])],
    connections: { ...connections, ...inARow([starter?.name ?? '', before]) },
    settings: settings ?? {},
  });
}

function withReplaced(node: Example['nodes'][number], replaced: Record<string, string>): typeof node {
  if (node.parameters === undefined) return node;
  let text = JSON.stringify(node.parameters);
  for (const [written, filledIn] of Object.entries(replaced)) text = text.replaceAll(written, filledIn);
  const parameters: unknown = JSON.parse(text);
  return { ...node, parameters };
}
