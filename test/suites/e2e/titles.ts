import { type ReleaseId, releaseIdSchema } from '../../../playground/release';

/** Capabilities that some tests need and not every n8n has, worded as in the README's table. */
export const capabilities = {
  emptyUploads: 'webhooks that take an empty file',
  fileAttachments: 'Send Email node that keeps attachments apart from inline pictures',
  filesOnDisk: 'binary data that is kept on disk by default',
  ssrfProtection: 'protection against requests into its own network (SSRF)',
  subWorkflowResults: 'hand-over of what a sub-workflow gives that has slept',
  retriedUploads: 'retries that find the files of a webhook',
  tableCreation: 'Data Table node that creates tables',
} as const;

export type Capability = keyof typeof capabilities;

const withIt = 'where n8n has ';
const withoutIt = 'where n8n has no ';

/** Title of tests that an n8n without the capability skips, so that they can be counted. */
export const needing = (capability: Capability): string => `${withIt}${capabilities[capability]}`;

/** Title of tests for an n8n without the capability. */
export const lacking = (capability: Capability): string => `${withoutIt}${capabilities[capability]}`;

/** The capability that the test with these titles needs, or needs to be absent, if any n8n skips it. */
export function conditionOf(titles: readonly string[]): { what: string; has: boolean } | undefined {
  const title = titles.find((one) => one.startsWith(withIt));
  if (title === undefined) return undefined;
  const has = !title.startsWith(withoutIt);
  return { what: title.slice((has ? withIt : withoutIt).length), has };
}

export interface Versions {
  release: ReleaseId;
  n8n: string;
  node: string;
}

/** Title of the test that reads n8n's version, which documents the versions of a run. */
export const runningOn = ({ release, n8n, node }: Versions): string =>
  `is n8n ${n8n} on Node.js ${node}, as ${release}`;

export function versionsIn(title: string): Versions | undefined {
  const [, n8n, node, release] = /^is n8n (\S+) on Node\.js (\S+), as (\S+)$/.exec(title) ?? [];
  if (n8n === undefined || node === undefined) return undefined;
  return { release: releaseIdSchema.parse(release), n8n, node };
}
