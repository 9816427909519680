import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The environment variable that tells workers where to write. */
export const tallyFolder = 'FAULTS_TALLY_FOLDER';

/** How a case ended for the user. */
export const ends = ['delivered', 'failed', 'pending', 'refused'] as const;
export type End = (typeof ends)[number];

const entrySchema = z.object({ row: z.string(), fault: z.string(), end: z.enum(ends) });
type Entry = z.infer<typeof entrySchema>;

export function tally(entry: Entry): void {
  const folder = process.env[tallyFolder];
  if (folder === undefined) return;
  appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(entry)}\n`);
}

/** @returns a Markdown table with a row for each request in each mode and a column for each outcome */
export function printTally(folder: string): string {
  const entries = readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => entrySchema.parse(JSON.parse(line))),
  );
  const rows = [...new Set(entries.map(({ row }) => row))].sort();
  const line = (name: string, of: Entry[]) =>
    `| ${[name, of.length, ...ends.map((end) => of.filter((entry) => entry.end === end).length)].join(' | ')} |\n`;
  return [
    `\n| mode, request | cases | ${ends.join(' | ')} |\n| --- |${' ---: |'.repeat(ends.length + 1)}\n`,
    ...rows.map((row) =>
      line(
        row,
        entries.filter((entry) => entry.row === row),
      ),
    ),
    line('all', entries),
  ].join('');
}
