import { createHash } from 'node:crypto';

interface Installed {
  name: string;
  version: string;
  /** The packed package, as it is sent to npm. */
  tarball: Uint8Array;
}

/**
 * The value of n8n's variable `N8N_COMMUNITY_PACKAGES`, which has n8n install a version of the package when it starts.
 * n8n compares the checksum with `dist.integrity` on npm, and npm compares that with the tarball: a Subresource
 * Integrity of SHA-512 in base64.
 */
export function communityPackages({ name, version, tarball }: Installed): string {
  const checksum = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  return JSON.stringify([{ name, version, checksum }]);
}

/** The line for an environment file. */
export const environmentLine = (installed: Installed): string =>
  `N8N_COMMUNITY_PACKAGES=${communityPackages(installed)}`;

/** The changes of a release, and below them how n8n installs exactly this release. */
export function withEnvironment(notes: string, line: string): string {
  return [
    notes,
    '### Install by environment',
    'From 2.21 on, n8n installs this version when it starts, and accepts no other tarball:',
    ['```', 'N8N_COMMUNITY_PACKAGES_MANAGED_BY_ENV=true', line, '```'].join('\n'),
  ].join('\n\n');
}
