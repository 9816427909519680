import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { signal } from './processes';

const schema = z.object({
  pid: z.number().int().positive(),
  startedBy: z.number().int().positive(),
  /** A part of the process's command line. */
  program: z.string(),
});

const file = (userFolder: string): string => path.join(userFolder, 'n8n.pid');

/** Records the process of a user folder, so that an n8n that outlived its starter can be found again. */
export function writePidFile(userFolder: string, pid: number, program: string): void {
  writeFileSync(file(userFolder), JSON.stringify({ pid, startedBy: process.pid, program }));
}

export function removePidFile(userFolder: string): void {
  rmSync(file(userFolder), { force: true });
}

/**
 * The state of a user folder according to its PID file: nothing running, an n8n whose starter is still there, or one
 * that was left behind. PIDs are reused, so a process only counts if it runs the recorded program.
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

/** Kills every recorded process of the folders in a folder. */
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
    // Half-written, because the machine went down.
    return undefined;
  }
}

/** The command line of a process; empty when there is none. */
function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
