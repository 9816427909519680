import { spawn, type ChildProcess } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { systemErrorCode } from './failure';

export interface SpawnOptions {
  env: Record<string, string>;
  cwd: string;
  logFile: string;
  /** The user to run as, instead of the current one. */
  user?: { uid: number; gid: number };
}

/**
 * Starts a program as the leader of its own process group, so that Ctrl-C in the terminal does not bypass us, and the
 * processes it starts (n8n's task runner) can be ended with it.
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

/** Signals a process or, with `group`, everything it has started. Returns false when nothing is left. */
export function signal(pid: number, name: NodeJS.Signals, group = false): boolean {
  try {
    process.kill(group && process.platform !== 'win32' ? -pid : pid, name);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ESRCH') return false;
    throw error;
  }
}

/** Resolves to true once the process has ended, to false if it is still running after the given time. */
export async function ended(child: ChildProcess, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs;
  while (child.exitCode === null && child.signalCode === null) {
    if (performance.now() >= until) return false;
    await sleep(20);
  }
  return true;
}

/** The resident memory of a process, as Linux reports it. */
export async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (!kibibytes) throw new Error(`Process ${pid} has no resident memory: it has ended.`);
  return Number(kibibytes) * 1024;
}
