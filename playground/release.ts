import { readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { playgroundFolder } from './paths';

/** A pinned n8n and the Node.js that it runs on. */
export interface N8nRelease {
  /** The folder whose `package.json` and lock file pin both, and where they are installed. */
  folder: string;
  /** The Node.js that this n8n requires, which may differ from the one that runs these scripts. */
  nodeBinary: string;
  n8nBinary: string;
  /**
   * Modules of n8n that contact servers on the internet at start or are of no use here. Without them it starts two
   * seconds faster and works offline. Each release refuses to start if the list contains a module it does not have.
   * `community-packages` must stay, because it loads the package under test.
   */
  modulesLeftOut: readonly string[];
  /** Settings that this configuration is about, beside those that every n8n here has. */
  env?: Record<string, string>;
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

/**
 * The release for `npm start`, and for every test that does not ask for another. `npm run n8n` tries a newer one, which
 * it installs elsewhere.
 */
export const n8n2: N8nRelease = {
  ...installedIn(process.env.N8N_TRIED_FOLDER ?? playgroundFolder),
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

/** The oldest release that the package supports, on Node.js 20. */
export const n8n1: N8nRelease = {
  ...installedIn(path.join(playgroundFolder, 'n8n-1')),
  modulesLeftOut: ['breaking-changes', 'external-secrets', 'insights', 'mcp', 'provisioning'],
};

/**
 * The newest release as n8n 3.0 will be, as far as it can be set (n8n's module `breaking-changes` lists what changes):
 * packages that n8n has not verified are installed only by the environment, with their checksum; stored files have
 * their new place; and tasks of the Code node have a minute. Files on disk are the rule here anyway.
 */
export const n8n3Settings: N8nRelease = {
  ...n8n2,
  env: {
    N8N_UNVERIFIED_PACKAGES_ENABLED: 'false',
    N8N_COMMUNITY_PACKAGES_MANAGED_BY_ENV: 'true',
    N8N_MIGRATE_FS_STORAGE_PATH: 'true',
    N8N_RUNNERS_TASK_TIMEOUT: '60',
  },
};

export const releases = {
  'n8n-1': n8n1,
  'n8n-2': n8n2,
  'n8n-3-settings': n8n3Settings,
} satisfies Record<string, N8nRelease>;

export const releaseIdSchema = z.enum(['n8n-1', 'n8n-2', 'n8n-3-settings']);
export type ReleaseId = z.infer<typeof releaseIdSchema>;

const manifestSchema = z.object({ dependencies: z.object({ n8n: z.string(), node: z.string() }) });

export type PinnedVersions = z.infer<typeof manifestSchema>['dependencies'];

export function pinnedVersions({ folder }: N8nRelease): PinnedVersions {
  return manifestSchema.parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')))
    .dependencies;
}
