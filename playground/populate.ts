import { readFile, writeFile } from 'node:fs/promises';

import { z } from 'zod';

import { exampleFingerprint, type Example } from './examples';
import { systemErrorCode } from './failure';
import type { Credential, CredentialInput, N8nRest } from './rest';

/** Creates or updates the credentials, by name. */
export async function putCredentials(rest: N8nRest, wanted: CredentialInput[]): Promise<Credential[]> {
  const there = await rest.credentials();
  const put: Credential[] = [];
  for (const credential of wanted) {
    const old = there.find(({ name, type }) => name === credential.name && type === credential.type);
    put.push(await (old ? rest.updateCredential(old.id, credential) : rest.createCredential(credential)));
  }
  return put;
}

const importedSchema = z.record(z.string());

/**
 * Creates the examples, and updates those that have changed since they were imported. Edits made in n8n stay until
 * the example itself changes. n8n lists what was saved last on top, so they are saved from the last to the first.
 *
 * @returns the workflows' IDs, by name
 */
export async function putExamples(
  rest: Pick<N8nRest, 'workflows' | 'createWorkflow' | 'updateWorkflow' | 'activateWorkflow'>,
  examples: readonly Example[],
  memoryFile: string,
): Promise<ReadonlyMap<string, string>> {
  const imported = await readImported(memoryFile);
  const there = await rest.workflows();
  const ids = new Map(there.map(({ name, id }) => [name, id]));
  for (const example of [...examples].reverse()) {
    const { active, meta, ...workflow } = example;
    const old = there.find(({ name }) => name === example.name);
    const current = exampleFingerprint(example);
    if (old && imported[example.name] === current) continue;
    const input = { ...workflow, ...(meta && { meta }) };
    const saved = await (old ? rest.updateWorkflow(old.id, input) : rest.createWorkflow(input));
    if (active) await rest.activateWorkflow(saved);
    ids.set(example.name, saved.id);
    imported[example.name] = current;
    await writeFile(memoryFile, JSON.stringify(imported, undefined, 2));
  }
  return ids;
}

async function readImported(file: string): Promise<Record<string, string>> {
  try {
    return importedSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const lost =
      systemErrorCode(error) === 'ENOENT' || error instanceof SyntaxError || error instanceof z.ZodError;
    // Without the record, the examples are imported again.
    if (lost) return {};
    throw error;
  }
}
