import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { type ReleaseId, releaseIdSchema } from '../../playground/release';
import { evenTable } from '../support/markedPart';

const runSchema = z.object({
  release: releaseIdSchema,
  n8n: z.string(),
  node: z.string(),
  passed: z.number().int().positive(),
  /** How many tests, by what they need and this n8n has not. */
  leftOut: z.record(z.number().int().positive()),
});

/** What the end-to-end tests have shown on one n8n. */
export type RunOnN8n = z.infer<typeof runSchema>;

const file = path.join(__dirname, '..', '..', 'docs', 'development', 'compatibility.json');

/** The page that shows the record. */
export const pageFile = path.join(path.dirname(file), 'measurements.md');

export const recordFile = path.relative(path.join(__dirname, '..', '..'), file);

export function readRecord(): RunOnN8n[] {
  return z.array(runSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
}

export function writeRecord(runs: readonly RunOnN8n[]): void {
  writeFileSync(file, `${JSON.stringify(runs, undefined, 2)}\n`);
}

const settings: Partial<Record<ReleaseId, string>> = { 'n8n-3-settings': ', with the settings of 3.0' };

const nameOf = ({ release, n8n }: RunOnN8n) => `${n8n}${settings[release] ?? ''}`;

/** A table of the runs, and below it what each left out. */
export function compatibilityPart(runs: readonly RunOnN8n[]): string {
  const table = evenTable(
    ['n8n', 'Node.js', 'Tests passed', 'Left out'],
    runs.map((run) => [nameOf(run), run.node, String(run.passed), String(total(run.leftOut))]),
  );
  return [table, ...runs.filter(({ leftOut }) => total(leftOut) > 0).map(reasons)].join('\n\n');
}

function reasons({ n8n, leftOut }: RunOnN8n): string {
  const lines = Object.entries(leftOut).map(([what, tests]) => `- ${what}: ${tests}`);
  return `What n8n ${n8n} does not have, and how many tests are left out for it:\n\n${lines.join('\n')}`;
}

const total = (leftOut: RunOnN8n['leftOut']) => Object.values(leftOut).reduce((sum, tests) => sum + tests, 0);
