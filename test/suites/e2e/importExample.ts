import path from 'node:path';

import { fitted, readExamples, type Example } from '../../../playground/examples';
import { projectFolder } from '../../../playground/paths';
import type { Workflow } from '../../../playground/rest';
import type { Harness } from './harness';
import type { CredentialLink } from './state';

/** The user's input for an example. */
export interface FilledIn {
  /** For nodes that come without a credential, by node type. */
  credentials?: Record<string, Record<string, CredentialLink>>;
  /** Addresses and folders, by their placeholders in the example. */
  replaced?: Record<string, string>;
}

export function exampleWorkflows(): Promise<Example[]> {
  return readExamples(path.join(projectFolder, 'examples'));
}

/** Imports an example as `npm start` does, and fills in the values that its notes ask for. */
export async function importExample(
  n8n: Pick<Harness, 'rest' | 'credentials' | 'emulator'>,
  example: Example,
  { credentials = {}, replaced = {} }: FilledIn = {},
): Promise<Workflow> {
  const { name, nodes, connections, settings } = fitted(
    example,
    Object.values(n8n.credentials),
    `${n8n.emulator.urls.files}/audio/`,
  );
  const filledIn = nodes.map((node) => {
    const own = credentials[node.type];
    return own ? { ...withReplaced(node, replaced), credentials: own } : withReplaced(node, replaced);
  });
  return n8n.rest.createWorkflow({ name, nodes: filledIn, connections, settings: settings ?? {} });
}

function withReplaced(node: Example['nodes'][number], replaced: Record<string, string>): typeof node {
  if (node.parameters === undefined) return node;
  let text = JSON.stringify(node.parameters);
  for (const [written, filledIn] of Object.entries(replaced)) text = text.replaceAll(written, filledIn);
  const parameters: unknown = JSON.parse(text);
  return { ...node, parameters };
}
