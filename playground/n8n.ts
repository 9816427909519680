import type { ChildProcess } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { n8nEnvironment, type BinaryMode } from './environment';
import { PlainFailure, systemErrorCode } from './failure';
import { removePidFile, writePidFile } from './pidFile';
import { freePort } from './ports';
import { ended, residentBytes, signal, spawnLeader } from './processes';
import { n8n2, type N8nRelease } from './release';

/** All of n8n, or one of the kinds of process that it is made of in queue mode. */
export type N8nCommand = 'start' | 'worker' | 'webhook';

export interface N8nOptions {
  /** The pinned 2.x when absent. */
  release?: N8nRelease;
  /** `start` when absent. A worker answers only where its health check is switched on. */
  command?: N8nCommand;
  /** Holds `.n8n` with the database, the key and the installed packages. Made when absent. */
  userFolder: string;
  /** A free one when absent; kept over restarts. */
  port?: number;
  /** `filesystem` when absent. */
  binaryMode?: BinaryMode;
  env?: Record<string, string>;
  readyWithinMs?: number;
  /** Gives up starting. */
  signal?: AbortSignal;
}

/** A first start creates the database: 10 s on two cores. Slow disks and busy machines get room. */
const defaultReadyWithinMs = 180_000;
/** n8n waits five seconds for running executions (see its environment) before it ends. */
const stopWithinMs = 15_000;

/** One n8n process on one user folder; it can be stopped, killed and started again on the same folder. */
export class N8n {
  private child: ChildProcess | undefined;

  private constructor(
    readonly userFolder: string,
    readonly port: number,
    readonly logFile: string,
    private readonly options: N8nOptions,
  ) {}

  static async start(options: N8nOptions): Promise<N8n> {
    await mkdir(options.userFolder, { recursive: true });
    const port = options.port ?? (await freePort());
    const n8n = new N8n(options.userFolder, port, path.join(options.userFolder, 'n8n.log'), options);
    await n8n.start();
    return n8n;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  private get command(): N8nCommand {
    return this.options.command ?? 'start';
  }

  get pid(): number {
    if (this.child?.pid === undefined) throw new Error('n8n is not running.');
    return this.child.pid;
  }

  get running(): boolean {
    return this.child?.exitCode === null && this.child.signalCode === null;
  }

  /** Starts n8n (again) and waits until it answers. Throws a plain failure with the log's end when it does not. */
  async start(): Promise<void> {
    if (this.running) return;
    const brokerPort = await freePort();
    const release = this.options.release ?? n8n2;
    const child = spawnLeader(release.nodeBinary, [release.n8nBinary, this.command], {
      cwd: this.userFolder,
      logFile: this.logFile,
      env: n8nEnvironment({
        release,
        userFolder: this.userFolder,
        port: this.port,
        brokerPort,
        binaryMode: this.options.binaryMode ?? 'filesystem',
        ...(this.options.env && { extra: this.options.env }),
      }),
    });
    this.child = child;
    if (child.pid !== undefined) writePidFile(this.userFolder, child.pid, release.n8nBinary);
    try {
      await this.untilReady(child);
    } catch (error) {
      await this.kill();
      throw error;
    }
  }

  private async untilReady(child: ChildProcess): Promise<void> {
    let failure: Error | undefined;
    child.on('error', (error) => (failure = error));
    const until = performance.now() + (this.options.readyWithinMs ?? defaultReadyWithinMs);
    while (!(await this.ready())) {
      this.options.signal?.throwIfAborted();
      if (failure) throw new PlainFailure(`n8n could not be started: ${failure.message}`);
      if (!this.running) throw new PlainFailure(await this.obituary('n8n ended while it was starting.'));
      if (performance.now() > until) {
        throw new PlainFailure(await this.obituary('n8n did not get ready in time.'));
      }
      await sleep(100);
    }
  }

  private async ready(): Promise<boolean> {
    try {
      // n8n listens before its database is there, and answers 503 until then.
      if ((await fetch(`${this.url}/healthz/readiness`)).status !== 200) return false;
      // n8n 1.x says so a little before the editor's interface is there, of which this is the last.
      if (this.command !== 'start') return true;
      return (await fetch(`${this.url}/rest/settings`)).status === 200;
    } catch {
      return false;
    }
  }

  /** Asks n8n to end, and ends it when it does not; then whatever it has left running. */
  async stop(): Promise<void> {
    if (!this.child?.pid) return;
    const { pid } = this.child;
    if (this.running) {
      signal(pid, 'SIGTERM');
      await ended(this.child, stopWithinMs);
    }
    await this.kill();
  }

  /** Ends n8n at once, as a crash or a power cut would. */
  async kill(): Promise<void> {
    if (!this.child?.pid) return;
    signal(this.child.pid, 'SIGKILL', true);
    await ended(this.child, stopWithinMs);
    this.child = undefined;
    removePidFile(this.userFolder);
  }

  residentBytes(): Promise<number> {
    return residentBytes(this.pid);
  }

  async log(): Promise<string> {
    try {
      return await readFile(this.logFile, 'utf8');
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return '';
      throw error;
    }
  }

  /** `opening`, then the last lines of the log: what to show when n8n has died. */
  async obituary(opening: string, lines = 15): Promise<string> {
    const tail = (await this.log()).trimEnd().split('\n').slice(-lines);
    return [opening, `The end of its log (${this.logFile}):`, ...tail.map((line) => `  ${line}`)].join('\n');
  }
}
