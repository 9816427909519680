import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sweep } from './secretSweep';
import type { EmulatorAddress } from './state';

/** The key that Apikley signs callbacks with, in tests that enable signatures. */
export const hmacKey = 'hmac-key-of-the-account';

/** Where the emulator records everything it receives. */
export const tapFolder = (folder: string): string => path.join(folder, 'received');

/** The report of secrets found after each n8n had ended. */
export const findingsFile = (folder: string): string => path.join(folder, 'found-secrets.txt');

export function prepareSearch(folder: string): void {
  mkdirSync(tapFolder(folder));
  writeFileSync(findingsFile(folder), '');
}

/** Searches everything that an n8n leaves behind for keys, before it is removed. */
export function searchLeftBehind(folder: string, userFolder: string, { keys }: EmulatorAddress): void {
  const found = sweep(userFolder, { ...keys, hmac: hmacKey });
  appendFileSync(findingsFile(folder), found.map((line) => `${line}\n`).join(''));
}
