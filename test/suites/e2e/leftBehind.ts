import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sweep } from './secretSweep';
import type { EmulatorAddress } from './state';

/** What Apikley signs callbacks with, in the tests that have it do so. */
export const hmacKey = 'hmac-key-of-the-account';

/** Where the emulator writes down all that it receives. */
export const tapFolder = (folder: string): string => path.join(folder, 'received');

/** Where each n8n's secrets are reported that were found when it had ended. */
export const findingsFile = (folder: string): string => path.join(folder, 'found-secrets.txt');

export function prepareSearch(folder: string): void {
  mkdirSync(tapFolder(folder));
  writeFileSync(findingsFile(folder), '');
}

/** Looks for keys in all that an n8n leaves behind, which is about to be removed. */
export function searchLeftBehind(folder: string, userFolder: string, { keys }: EmulatorAddress): void {
  const found = sweep(userFolder, { ...keys, hmac: hmacKey });
  appendFileSync(findingsFile(folder), found.map((line) => `${line}\n`).join(''));
}
