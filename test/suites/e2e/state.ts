import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { releaseIdSchema } from '../../../playground/release';

/** Names the file in which the global set-up tells the tests what it has started. */
const stateVariable = 'TRANSCRIBE_E2E_STATE';

const linkSchema = z.object({ id: z.string(), name: z.string() });

export const emulatorSchema = z.object({
  urls: z.object({
    apikley: z.string(),
    elkapi: z.string(),
    balance: z.string(),
    files: z.string(),
    control: z.string(),
  }),
  keys: z.object({ apikley: z.string(), elkapi: z.string() }),
});

const stateSchema = z.object({
  release: releaseIdSchema,
  folder: z.string(),
  tarball: z.string(),
  emulator: emulatorSchema,
  n8n: z.object({ url: z.string(), pid: z.number(), logFile: z.string() }),
  credentials: z.object({ apikley: linkSchema, elkapi: linkSchema }),
});

export type E2eState = z.infer<typeof stateSchema>;
export type EmulatorAddress = z.infer<typeof emulatorSchema>;
/** A node's reference to a credential: the value under the credential's type in `credentials`. */
export type CredentialLink = z.infer<typeof linkSchema>;

/** The only folder that the shared n8n may read and write, inside the run's folder. */
export function recordingsFolder(folder: string): string {
  return path.join(folder, 'recordings');
}

export function writeState(file: string, state: E2eState): void {
  writeFileSync(file, JSON.stringify(state));
  process.env[stateVariable] = file;
}

export function readState(): E2eState {
  const file = process.env[stateVariable];
  if (!file) throw new Error('These tests need their global set-up: run them with "npm run test:e2e".');
  const state: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return stateSchema.parse(state);
}
