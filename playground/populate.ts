import { readFile, writeFile } from 'node:fs/promises';

import { z } from 'zod';

import { exampleFingerprint, type Example } from './examples';
import { systemErrorCode } from './failure';
import type { Credential, CredentialInput, N8nRest, Owner } from './rest';

/** Signs in as the owner, who is created on the first start. */
export async function signIn(rest: N8nRest, owner: Owner): Promise<void> {
  if (await rest.isFresh()) await rest.setUpOwner(owner);
  else await rest.logIn(owner);
}

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
 * the example itself changes.
 */
export async function putExamples(rest: N8nRest, examples: Example[], memoryFile: string): Promise<void> {
  const imported = await readImported(memoryFile);
  const there = await rest.workflows();
  for (const example of examples) {
    const { active, meta, ...workflow } = example;
    const old = there.find(({ name }) => name === example.name);
    const current = exampleFingerprint(example);
    if (old && imported[example.name] === current) continue;
    const input = { ...workflow, ...(meta && { meta }) };
    const saved = await (old ? rest.updateWorkflow(old.id, input) : rest.createWorkflow(input));
    if (active) await rest.activateWorkflow(saved);
    imported[example.name] = current;
    await writeFile(memoryFile, JSON.stringify(imported, undefined, 2));
  }
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
