import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { z } from 'zod';
import type { Hostile } from './hostileAnswers';

const readSchema = z.object({ problems: z.array(z.string()), processorMs: z.number() });
export type Read = z.infer<typeof readSchema>;

/**
 * Memory of the process, in MB: 300 for what is made of an answer; the largest answer, once as it comes and once as the
 * test makes it; and the code, with tsx. Strings of ASCII take a byte for each character.
 */
const heapMb = 300 + 2 * 24 + 70;

/** A process that reads answers, and is ended by the memory that one takes. */
export class ReadingProcess {
  private child: Promise<ChildProcess> | undefined;

  /** Most processor time of an answer so far. */
  mostMs = 0;

  /** @returns what is wrong with how the answer was read; empty if nothing is */
  async problemsOf(hostile: Hostile): Promise<string[]> {
    const child = await (this.child ??= started());
    const over = new AbortController();
    const { signal } = over;
    const ended = once(child, 'exit', { signal }).then(() => undefined);
    const answered = once(child, 'message', { signal }).then(([answer]) => readSchema.parse(answer));
    child.send(hostile);
    const read = await Promise.race([answered, ended]);
    over.abort();
    await Promise.allSettled([answered, ended]);
    if (read !== undefined) {
      this.mostMs = Math.max(this.mostMs, read.processorMs);
      return read.problems;
    }
    this.child = undefined;
    return ['It took more memory than an answer may'];
  }

  async end(): Promise<void> {
    (await this.child)?.kill('SIGKILL');
    this.child = undefined;
  }
}

/** Loading it takes longer than most answers. */
async function started(): Promise<ChildProcess> {
  const child = fork(path.join(__dirname, 'reading.ts'), {
    execArgv: ['--import', 'tsx', `--max-old-space-size=${heapMb}`],
    stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
  });
  await once(child, 'message');
  return child;
}
