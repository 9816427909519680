import { rmSync } from 'node:fs';
import { printTally, tallyFolder } from './tally';

export default function tearDown(): void {
  const folder = process.env[tallyFolder];
  if (folder === undefined) return;
  process.stdout.write(printTally(folder));
  rmSync(folder, { recursive: true, force: true });
}
