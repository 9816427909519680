import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { projectFolder } from '../../../playground/paths';
import { ended, signal } from '../../../playground/processes';
import { emulatorSchema, type EmulatorAddress } from './state';

export interface EmulatorProcess {
  address: EmulatorAddress;
  pid: number;
  stop(): Promise<void>;
}

/**
 * The emulator in its own process, so that it neither waits for the tests' work nor shows up in their memory. It
 * prints its address as one line of JSON.
 */
export async function startEmulatorProcess(flags: string[] = []): Promise<EmulatorProcess> {
  const main = path.join('emulator', 'main.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...flags], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = () => end(child);
  try {
    const address = await firstLine(child);
    if (child.pid === undefined) throw new Error('The emulator has no process.');
    return { address, pid: child.pid, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function firstLine(child: ChildProcess): Promise<EmulatorAddress> {
  if (!child.stdout) throw new Error('The emulator has no output to read.');
  const lines = createInterface({ input: child.stdout });
  const gone = once(child, 'exit').then(() => {
    throw new Error('The emulator ended before it said where it listens.');
  });
  // Nothing waits for this promise after the first line, so a later exit is not a failure.
  gone.catch(() => undefined);
  const line = once(lines, 'line').then((given: unknown[]) => String(given[0]));
  const first = await Promise.race([line, gone]);
  lines.close();
  child.stdout.resume();
  return emulatorSchema.parse(JSON.parse(first));
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  signal(child.pid, 'SIGTERM');
  if (!(await ended(child, 5_000))) signal(child.pid, 'SIGKILL');
}
