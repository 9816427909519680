import { setTimeout as sleep } from 'node:timers/promises';

import { PlainFailure, printable } from './failure';
import { startOptions } from './options';
import { Session } from './session';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** The terminal and npm both forward Ctrl-C. A signal later than this is a second Ctrl-C, which ends n8n at once. */
const repeatedMs = 1_000;

/** A signal to npm alone ends npm and its shell but not their children, which notice by the change of parent. */
const startedByNpm = process.env.npm_lifecycle_event !== undefined;
const parent = process.ppid;

/** `npm start`: n8n with the package installed, until Ctrl-C. Throws if it ends for any other reason. */
async function main(interruption: AbortController): Promise<void> {
  const { signal } = interruption;
  const session = new Session({ ...startOptions(process.argv.slice(2)), say, signal });
  let interruptedAt = 0;
  const interrupt = (): void => {
    if (!signal.aborted) {
      interruptedAt = performance.now();
      say('\nStopping …');
      interruption.abort();
    } else if (performance.now() - interruptedAt > repeatedMs) {
      void session.kill();
    }
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt);
  try {
    await session.start();
    while (!session.hasEnded && !signal.aborted) {
      await sleep(200);
      if (startedByNpm && process.ppid !== parent) interrupt();
    }
    signal.throwIfAborted();
    throw new PlainFailure(await session.obituary());
  } catch (error) {
    if (signal.aborted) return;
    // When n8n has exited, a failed call to it is only a consequence.
    throw session.hasEnded ? new PlainFailure(await session.obituary()) : error;
  } finally {
    await session.stop();
  }
}

main(new AbortController()).catch((error: unknown) => {
  process.stderr.write(`\n${printable(error)}\n`);
  process.exitCode = 1;
});
