import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { PlainFailure, systemErrorCode } from '../../../playground/failure';

const execute = promisify(execFile);

/** Servers start in a second, but test machines are busy. */
const readyWithinMs = 60_000;

/** Runs a program to its end and returns its output. Throws with its error output. */
export async function run(command: string, args: string[], options = {}): Promise<string> {
  try {
    const { stdout } = await execute(command, args, options);
    return stdout.trim();
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    throw new PlainFailure(
      `"${command}" is not there. Install Redis and PostgreSQL: apt-get install -y redis-server postgresql`,
    );
  }
}

/** Polls until a server answers. */
export async function untilReady(name: string, ask: () => Promise<unknown>, isRunning: () => boolean) {
  const until = performance.now() + readyWithinMs;
  for (;;) {
    try {
      await ask();
      return;
    } catch (error) {
      if (error instanceof PlainFailure) throw error;
      if (!isRunning()) throw new PlainFailure(`${name} ended while it was starting.`);
      if (performance.now() > until) throw error;
      await sleep(50);
    }
  }
}
