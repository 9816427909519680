import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where the test files, each in a process of its own, write down how many cases they tried. */
const variable = 'FUZZ_TALLY';

export function openTally(): void {
  process.env[variable] = join(mkdtempSync(join(tmpdir(), 'transcribe-fuzz-')), 'cases');
}

export function addToTally(cases: number): void {
  const file = process.env[variable];
  if (file !== undefined) appendFileSync(file, `${cases}\n`);
}

/** @returns the cases of all test files */
export function closeTally(): number {
  const file = process.env[variable];
  if (file === undefined) return 0;
  const counts = readFileSync(file, { encoding: 'utf8', flag: 'a+' }).split('\n').map(Number);
  rmSync(dirname(file), { recursive: true, force: true });
  return counts.reduce((sum, count) => sum + count, 0);
}
