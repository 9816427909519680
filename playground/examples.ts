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

/** The audio URL in the example files; it is the emulator's address if the port is free. */
const writtenAudioUrl = 'http://127.0.0.1:5700/audio/';

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
 * Adapts an example to this n8n: links credentials by name, since IDs differ between installations, and points audio
 * URLs to the actual files host.
 */
export function fitted(
  example: Example,
  credentials: ReadonlyArray<{ id: string; name: string }>,
  audioUrl: string,
): Example {
  const nodes = example.nodes.map((node) => {
    if (!node.credentials) return node;
    const links = Object.entries(node.credentials).map(([type, link]) => {
      const found = credentials.find(({ name }) => name === link.name);
      if (!found) {
        throw new PlainFailure(
          `The example "${example.name}" asks for a credential "${link.name}" in "${node.name}", which does not exist.`,
        );
      }
      return [type, { id: found.id, name: found.name }] as const;
    });
    return { ...node, credentials: Object.fromEntries(links) };
  });
  const moved = JSON.stringify({ ...example, nodes }).replaceAll(writtenAudioUrl, audioUrl);
  return exampleSchema.parse(JSON.parse(moved));
}

/** Changes whenever the example does. */
export function exampleFingerprint(example: Example): string {
  return createHash('sha256').update(JSON.stringify(example)).digest('hex');
}
