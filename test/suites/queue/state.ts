import { readFileSync, writeFileSync } from 'node:fs';

import { z } from 'zod';

import { emulatorSchema } from '../e2e/state';

/** Names the file in which the global set-up tells the tests what it has started. */
const stateVariable = 'TRANSCRIBE_QUEUE_STATE';

const stateSchema = z.object({
  folder: z.string(),
  tarball: z.string(),
  emulator: emulatorSchema,
  postgresPort: z.number(),
});

export type QueueState = z.infer<typeof stateSchema>;

export function writeState(file: string, state: QueueState): void {
  writeFileSync(file, JSON.stringify(state));
  process.env[stateVariable] = file;
}

export function readState(): QueueState {
  const file = process.env[stateVariable];
  if (!file) throw new Error('These tests need their global set-up: run them with "npm run test:queue".');
  const state: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return stateSchema.parse(state);
}
