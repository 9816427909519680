import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { signal } from './processes';

const schema = z.object({
  pid: z.number().int().positive(),
  startedBy: z.number().int().positive(),
  /** A part of its command line. */
  program: z.string(),
});

const file = (userFolder: string): string => path.join(userFolder, 'n8n.pid');

/** Notes who runs on a user folder, so that an n8n that outlived its starter can be found again. */
export function writePidFile(userFolder: string, pid: number, program: string): void {
  writeFileSync(file(userFolder), JSON.stringify({ pid, startedBy: process.pid, program }));
}

export function removePidFile(userFolder: string): void {
  rmSync(file(userFolder), { force: true });
}

/**
 * What runs on a user folder according to its note: nothing, an n8n whose starter is there to look after it, or one
 * that was left behind. Process numbers are used again, so a process counts only when it is the program that was noted.
 */
export function runningOn(
  userFolder: string,
): { state: 'nothing' } | { state: 'kept' | 'left'; pid: number } {
  if (!existsSync(file(userFolder))) return { state: 'nothing' };
  const note = schema.safeParse(parseJson(readFileSync(file(userFolder), 'utf8')));
  if (!note.success) return { state: 'nothing' };
  const { pid, startedBy, program } = note.data;
  if (!commandLine(pid).includes(program)) return { state: 'nothing' };
  return { state: commandLine(startedBy) ? 'kept' : 'left', pid };
}

/** Ends everything that is noted in the folders under a folder, at once. */
export function endAllUnder(folder: string): void {
  for (const name of readdirSync(folder)) {
    const found = runningOn(path.join(folder, name));
    if (found.state !== 'nothing') signal(found.pid, 'SIGKILL', true);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Written half: the machine went down.
    return undefined;
  }
}

/** How a process was started; empty when there is none. */
function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
