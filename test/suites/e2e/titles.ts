/** What some tests need and not every n8n has, in the words of the table in the README. */
export const capabilities = {
  emptyUploads: 'webhooks that take an empty file',
  fileAttachments: 'Send Email node that keeps attachments apart from inline pictures',
  ssrfProtection: 'protection against requests into its own network (SSRF)',
  subWorkflowResults: 'hand-over of what a sub-workflow gives that has slept',
  retriedUploads: 'retries that find the files of a webhook',
  tableCreation: 'Data Table node that creates tables',
} as const;

export type Capability = keyof typeof capabilities;

const withIt = 'where n8n has ';
const withoutIt = 'where n8n has no ';

/** Around the tests that another n8n leaves out: by it they are counted. */
export const needing = (capability: Capability): string => `${withIt}${capabilities[capability]}`;

/** Around the tests of what holds there instead. */
export const lacking = (capability: Capability): string => `${withoutIt}${capabilities[capability]}`;

/** What the test around which these titles are needs, or needs to be absent, if it is left out anywhere. */
export function conditionOf(titles: readonly string[]): { what: string; has: boolean } | undefined {
  const title = titles.find((one) => one.startsWith(withIt));
  if (title === undefined) return undefined;
  const has = !title.startsWith(withoutIt);
  return { what: title.slice((has ? withIt : withoutIt).length), has };
}

export interface Versions {
  n8n: string;
  node: string;
}

/** Of the test that asks n8n what it is: by it a run tells what it ran on. */
export const runningOn = ({ n8n, node }: Versions): string => `is n8n ${n8n} on Node.js ${node}`;

export function versionsIn(title: string): Versions | undefined {
  const [, n8n, node] = /^is n8n (\S+) on Node\.js (\S+)$/.exec(title) ?? [];
  return n8n !== undefined && node !== undefined ? { n8n, node } : undefined;
}
