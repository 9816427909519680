import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { z } from 'zod';
import type { ReceiverLimits } from '../../../transcription/media/cuts';

export interface Damaged {
  from: string;
  bytes: Uint8Array;
  limits: ReceiverLimits;
}

const preparedSchema = z.object({ problems: z.array(z.string()) });
export type Prepared = z.infer<typeof preparedSchema>;

/** No case of a few KB may take longer, on the busiest machine. */
const mostMs = 10_000;

/** A process that prepares recordings, and is ended when it stands still. */
export class PreparingProcess {
  private child: Promise<ChildProcess> | undefined;

  /** @returns what is wrong with how the recording was prepared; empty if nothing is */
  async problemsOf(damaged: Damaged): Promise<string[]> {
    const child = await (this.child ??= started());
    const over = new AbortController();
    const signal = AbortSignal.any([AbortSignal.timeout(mostMs), over.signal]);
    const ended = once(child, 'exit', { signal }).then(() => ['It ended the process']);
    const answered = once(child, 'message', { signal }).then(
      ([answer]) => preparedSchema.parse(answer).problems,
    );
    child.send(damaged);
    try {
      return await Promise.race([answered, ended]);
    } catch {
      return [`It took more than ${mostMs} ms`];
    } finally {
      over.abort();
      await Promise.allSettled([answered, ended]);
      if (child.exitCode !== null || (await isSilent(answered))) await this.end();
    }
  }

  async end(): Promise<void> {
    (await this.child)?.kill('SIGKILL');
    this.child = undefined;
  }
}

const isSilent = (answered: Promise<unknown>): Promise<boolean> =>
  answered.then(
    () => false,
    () => true,
  );

/** Loading it takes longer than any case. */
async function started(): Promise<ChildProcess> {
  const child = fork(path.join(__dirname, 'preparing.ts'), {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  });
  await once(child, 'message');
  return child;
}
