import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

/**
 * The progress of an installation. `packages`: everything is unpacked, nothing is built. `ready`: n8n can run. Written
 * only after a step is complete, so an interrupted step is repeated.
 */
const stampSchema = z.object({
  fingerprint: z.string(),
  reached: z.enum(['packages', 'ready']),
  /** How long it took to get this far. */
  seconds: z.number(),
});

type Stamp = z.infer<typeof stampSchema>;

/** In the folder that npm empties at the start of an installation, so it never describes an earlier one. */
const stampFile = (folder: string): string => path.join(folder, 'node_modules', '.installed.json');

/** Changes when the lock file does, or when the folder is moved to another kind of machine. */
export function fingerprint(
  lock: string,
  platform: string = process.platform,
  arch: string = process.arch,
): string {
  return createHash('sha256').update(`${platform} ${arch}\n${lock}`).digest('hex');
}

export function readStamp(folder: string, expected: string): Stamp | undefined {
  if (!existsSync(stampFile(folder))) return undefined;
  try {
    const stamp = stampSchema.parse(JSON.parse(readFileSync(stampFile(folder), 'utf8')));
    return stamp.fingerprint === expected ? stamp : undefined;
  } catch {
    // Half-written, or by an older version: treated as missing.
    return undefined;
  }
}

export function writeStamp(folder: string, stamp: Stamp): void {
  writeFileSync(stampFile(folder), JSON.stringify(stamp));
}
