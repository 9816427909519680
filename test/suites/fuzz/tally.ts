import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where the test files, each in its own process, record how many cases they ran. */
const variable = 'FUZZ_TALLY';

export function openTally(): void {
  process.env[variable] = join(mkdtempSync(join(tmpdir(), 'transcribe-fuzz-')), 'cases');
}

export function addToTally(cases: number): void {
  const file = process.env[variable];
  if (file !== undefined) appendFileSync(file, `${cases}\n`);
}

/** @returns the number of cases in all test files */
export function closeTally(): number {
  const file = process.env[variable];
  if (file === undefined) return 0;
  const counts = readFileSync(file, { encoding: 'utf8', flag: 'a+' }).split('\n').map(Number);
  rmSync(dirname(file), { recursive: true, force: true });
  return counts.reduce((sum, count) => sum + count, 0);
}
