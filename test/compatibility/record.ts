import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { evenTable } from '../support/markedPart';

const runSchema = z.object({
  n8n: z.string(),
  node: z.string(),
  passed: z.number().int().positive(),
  /** How many tests, by what they need and this n8n has not. */
  leftOut: z.record(z.number().int().positive()),
});

/** What the end-to-end tests have shown on one n8n. */
export type RunOnN8n = z.infer<typeof runSchema>;

const file = path.join(__dirname, '..', '..', 'docs', 'compatibility.json');

export const recordFile = path.relative(path.join(__dirname, '..', '..'), file);

export function readRecord(): RunOnN8n[] {
  return z.array(runSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
}

export function writeRecord(runs: readonly RunOnN8n[]): void {
  writeFileSync(file, `${JSON.stringify(runs, undefined, 2)}\n`);
}

/** A table of the runs, and below it what each left out. */
export function compatibilityPart(runs: readonly RunOnN8n[]): string {
  const table = evenTable(
    ['n8n', 'Node.js', 'Tests passed', 'Left out'],
    runs.map(({ n8n, node, passed, leftOut }) => [n8n, node, String(passed), String(total(leftOut))]),
  );
  return [table, ...runs.filter(({ leftOut }) => total(leftOut) > 0).map(reasons)].join('\n\n');
}

function reasons({ n8n, leftOut }: RunOnN8n): string {
  const lines = Object.entries(leftOut).map(([what, tests]) => `- ${what}: ${tests}`);
  return `What n8n ${n8n} does not have, and how many tests are left out for it:\n\n${lines.join('\n')}`;
}

const total = (leftOut: RunOnN8n['leftOut']) => Object.values(leftOut).reduce((sum, tests) => sum + tests, 0);
