import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { projectFolder } from '../../../playground/paths';
import { ended, signal } from '../../../playground/processes';

/** Keys and addresses of the real services, which must not be called by accident. */
const realServices = /^(APIKLEY_|ELKAPI_|WEBHOOK_URL$)/;

const inherited = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !realServices.test(name)),
);

/** n8n takes some seconds to shut down. */
const patienceMs = 30_000;

const running = new Set<Command>();

/** A command line in its own shell, in the project's folder by default, as a user would type it. */
export class Command {
  private readonly child: ChildProcess;
  private readonly closed: Promise<unknown>;
  private said = '';

  constructor(line: string, options: { cwd?: string; env?: Record<string, string> } = {}) {
    this.child = spawn('bash', ['-c', line], {
      cwd: options.cwd ?? projectFolder,
      env: { ...inherited, ...options.env },
      // Its own process group, which Ctrl-C is sent to.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => (this.said += chunk));
    }
    this.closed = once(this.child, 'close');
    running.add(this);
  }

  /** Waits until words have appeared, and returns all output so far. Throws if the command ends before that. */
  async untilSaid(words: string): Promise<string> {
    const over = new AbortController();
    void this.closed.then(() => over.abort());
    while (!this.said.includes(words)) {
      if (over.signal.aborted) throw new Error(`The command ended without "${words}":\n${this.said}`);
      await Promise.race([once(this.child.stdout ?? this.child, 'data'), this.closed]);
    }
    return this.said;
  }

  /** Waits for the end. */
  async result(): Promise<{ code: number | null; output: string }> {
    await this.closed;
    running.delete(this);
    return { code: this.child.exitCode, output: this.said };
  }

  interrupt(): void {
    if (this.child.pid !== undefined) signal(this.child.pid, 'SIGINT', true);
  }

  /** Sends Ctrl-C as a terminal does, and kills whatever does not end. */
  async ctrlC(): Promise<void> {
    running.delete(this);
    this.interrupt();
    await ended(this.child, patienceMs);
    if (this.child.pid !== undefined) signal(this.child.pid, 'SIGKILL', true);
  }
}

/** Ends what a failed or slow test has left running. */
export async function endAll(): Promise<void> {
  await Promise.all([...running].map((command) => command.ctrlC()));
}

process.once('exit', () => {
  for (const command of running) command.interrupt();
});
