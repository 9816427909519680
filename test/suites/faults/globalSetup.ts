import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tallyFolder } from './tally';

export default function setUp(): void {
  process.env[tallyFolder] = mkdtempSync(join(tmpdir(), 'transcribe-faults-'));
}
