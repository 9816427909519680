import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { z } from 'zod';

import { PlainFailure } from './failure';

const linkSchema = z.object({ id: z.string().optional(), name: z.string() }).passthrough();

const nodeSchema = z
  .object({ name: z.string(), type: z.string(), credentials: z.record(linkSchema).optional() })
  .passthrough();

/** The parts of an exported workflow that matter here. */
const exampleSchema = z.object({
  name: z.string(),
  nodes: z.array(nodeSchema),
  connections: z.record(z.unknown()),
  settings: z.record(z.unknown()).optional(),
  meta: z.object({ description: z.string().optional() }).passthrough().nullish(),
  /** Whether to activate it after the import. */
  active: z.boolean().default(false),
});

export type Example = z.infer<typeof exampleSchema>;

/** What the example files say; the audio URL is the emulator's if the port is free. */
const written = {
  audioUrl: 'http://127.0.0.1:5700/audio/',
  crmUrl: 'https://crm.example.com',
  recordings: '/home/node/.n8n-files/recordings',
} as const;

/** Where things are on this machine. What is absent stays as it is written. */
export interface Places {
  /** The base URL of the example recordings, with a trailing slash. */
  audioUrl: string;
  crmUrl?: string;
  /** The folder of the nightly example. */
  recordings?: string;
}

/** The workflows in a folder, sorted by file name; empty when the folder does not exist. */
export async function readExamples(folder: string): Promise<Example[]> {
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => parseExample(name, await readFile(path.join(folder, name), 'utf8'))),
  );
}

function parseExample(fileName: string, text: string): Example {
  try {
    return exampleSchema.parse(JSON.parse(text));
  } catch (error) {
    const reason =
      error instanceof z.ZodError ? error.issues.map((issue) => issue.path.join('.')).join(', ') : 'no JSON';
    throw new PlainFailure(`examples/${fileName} is not an exported n8n workflow (${reason}).`);
  }
}

/**
 * The order in which to try them: what is quick and needs no explanation comes first, the others follow as they were.
 */
export function inTryingOrder(examples: readonly Example[]): Example[] {
  const isFirst = ({ name }: Example) => name === firstToTry;
  return [...examples.filter(isFirst), ...examples.filter((example) => !isFirst(example))];
}

const firstToTry = 'Transcribe a recording';

/** A credential that n8n has. Without a type, it is only found by its name. */
interface ExistingCredential {
  id: string;
  name: string;
  type?: string;
}

/**
 * Adapts an example to this n8n: links credentials by name, since IDs differ between installations, gives nodes
 * without a credential the stand-in's, and replaces addresses and folders by the actual ones.
 */
export function fitted(
  example: Example,
  credentials: readonly ExistingCredential[],
  places: Places,
): Example {
  const nodes = example.nodes.map((node) => {
    const links = node.credentials ? namedLinks(example, node, credentials) : standInLinks(node, credentials);
    return links ? { ...node, credentials: links } : node;
  });
  let text = JSON.stringify({ ...example, nodes });
  for (const place of placeNames) {
    // n8n's nodes take forward slashes on every system.
    const here = places[place]?.replaceAll('\\', '/');
    if (here !== undefined) text = text.replaceAll(written[place], JSON.stringify(here).slice(1, -1));
  }
  return exampleSchema.parse(JSON.parse(text));
}

const placeNames = ['audioUrl', 'crmUrl', 'recordings'] as const satisfies Array<keyof Places>;

type ExampleNode = Example['nodes'][number];
type Links = NonNullable<ExampleNode['credentials']>;

/** The package's own credentials always exist here. Others are for accounts that only the user has. */
const ownTypes: readonly string[] = ['apikleyApi', 'elkApi'];

function namedLinks(example: Example, node: ExampleNode, credentials: readonly ExistingCredential[]): Links {
  const links = Object.entries(node.credentials ?? {}).flatMap(([type, link]) => {
    const found = credentials.find(({ name }) => name === link.name);
    if (found) return [[type, { id: found.id, name: found.name }] as const];
    if (!ownTypes.includes(type)) return [];
    throw new PlainFailure(
      `The example "${example.name}" asks for a credential "${link.name}" in "${node.name}", which does not exist.`,
    );
  });
  return Object.fromEntries(links);
}

/** The credentials of the stand-ins for services and callers that need one in a header, by name. */
export const headerAuthNames = { crm: 'CRM', caller: 'Caller of the webhook' } as const;

/** The credentials that stand-ins exist for, by the nodes that use them. */
const standIns: Record<string, { type: string; name?: string; onlyWith?: string }> = {
  'n8n-nodes-base.emailSend': { type: 'smtp' },
  // A request to another service must not carry the key of the CRM.
  'n8n-nodes-base.httpRequest': {
    type: 'httpHeaderAuth',
    name: headerAuthNames.crm,
    onlyWith: written.crmUrl,
  },
  'n8n-nodes-base.webhook': {
    type: 'httpHeaderAuth',
    name: headerAuthNames.caller,
    onlyWith: '"authentication":"headerAuth"',
  },
  '@n8n/n8n-nodes-langchain.lmChatOpenAi': { type: 'openAiApi' },
};

function standInLinks(node: ExampleNode, credentials: readonly ExistingCredential[]): Links | undefined {
  const wanted = standIns[node.type];
  if (wanted === undefined || !JSON.stringify(node).includes(wanted.onlyWith ?? '')) return undefined;
  const found = credentials.find(({ type, name }) => type === wanted.type && name === (wanted.name ?? name));
  return found && { [wanted.type]: { id: found.id, name: found.name } };
}

/** Changes whenever the example does. */
export function exampleFingerprint(example: Example): string {
  return createHash('sha256').update(JSON.stringify(example)).digest('hex');
}
