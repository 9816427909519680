import { readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { playgroundFolder } from './paths';

/** A pinned n8n, together with the Node.js that it runs on. */
export interface N8nRelease {
  /** Where `package.json` and its lock file pin both, and where they are installed. */
  folder: string;
  /** The Node.js that this n8n asks for; the one that runs these scripts may be another. */
  nodeBinary: string;
  n8nBinary: string;
  /**
   * Parts of n8n that ask servers on the internet at start or have no use here. Without them it starts two seconds
   * sooner and works offline. Each release refuses to start when it is told of one that it does not know.
   * `community-packages` has to stay: it is what loads the package under trial.
   */
  modulesLeftOut: readonly string[];
}

function installedIn(folder: string): Pick<N8nRelease, 'folder' | 'nodeBinary' | 'n8nBinary'> {
  const modules = path.join(folder, 'node_modules');
  const node = process.platform === 'win32' ? 'node.exe' : 'node';
  return {
    folder,
    nodeBinary: path.join(modules, 'node', 'bin', node),
    n8nBinary: path.join(modules, 'n8n', 'bin', 'n8n'),
  };
}

/** What `npm start` runs, and every test that does not ask for another. */
export const n8n2: N8nRelease = {
  ...installedIn(playgroundFolder),
  modulesLeftOut: [
    'agents',
    'agent-evals',
    'breaking-changes',
    'chat-hub',
    'dynamic-credentials',
    'external-secrets',
    'insights',
    'instance-ai',
    'instance-registry',
    'ldap',
    'log-streaming',
    'mcp',
    'mcp-registry',
    'promotions',
    'quick-connect',
    'source-control',
    'sso-oidc',
    'sso-saml',
    'workflow-builder',
  ],
};

/** The oldest that the package promises to work on, with Node.js 20. */
export const n8n1: N8nRelease = {
  ...installedIn(path.join(playgroundFolder, 'n8n-1')),
  modulesLeftOut: ['breaking-changes', 'external-secrets', 'insights', 'mcp', 'provisioning'],
};

export const releases = { 'n8n-1': n8n1, 'n8n-2': n8n2 } satisfies Record<string, N8nRelease>;

export const releaseIdSchema = z.enum(['n8n-1', 'n8n-2']);
export type ReleaseId = z.infer<typeof releaseIdSchema>;

const manifestSchema = z.object({ dependencies: z.object({ n8n: z.string(), node: z.string() }) });

export type PinnedVersions = z.infer<typeof manifestSchema>['dependencies'];

export function pinnedVersions({ folder }: N8nRelease): PinnedVersions {
  return manifestSchema.parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')))
    .dependencies;
}
