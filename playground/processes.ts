import { spawn, type ChildProcess } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { systemErrorCode } from './failure';

export interface SpawnOptions {
  env: Record<string, string>;
  cwd: string;
  logFile: string;
  /** Who to run as, in place of who runs this. */
  user?: { uid: number; gid: number };
}

/**
 * Starts a program as the leader of a process group of its own. So Ctrl-C in the terminal does not reach it behind
 * our back, and what it starts itself (n8n's task runner) can be ended with it.
 */
export function spawnLeader(command: string, args: string[], options: SpawnOptions): ChildProcess {
  const log = openSync(options.logFile, 'a');
  try {
    return spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      detached: process.platform !== 'win32',
      stdio: ['ignore', log, log],
      windowsHide: true,
      ...options.user,
    });
  } finally {
    closeSync(log);
  }
}

/** Sends a signal to a process, or with `group` to all it has started; false when there is none left. */
export function signal(pid: number, name: NodeJS.Signals, group = false): boolean {
  try {
    process.kill(group && process.platform !== 'win32' ? -pid : pid, name);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ESRCH') return false;
    throw error;
  }
}

/** Resolves true once the process has ended, false when it still runs after the time. */
export async function ended(child: ChildProcess, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs;
  while (child.exitCode === null && child.signalCode === null) {
    if (performance.now() >= until) return false;
    await sleep(20);
  }
  return true;
}

/** Memory of a process that is in RAM now, from Linux' own books. */
export async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (!kibibytes) throw new Error(`Process ${pid} has no resident memory: it has ended.`);
  return Number(kibibytes) * 1024;
}
