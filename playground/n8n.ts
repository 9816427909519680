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

/** A complete n8n, or one of the process types of queue mode. */
export type N8nCommand = 'start' | 'worker' | 'webhook';

export interface N8nOptions {
  /** The pinned 2.x by default. */
  release?: N8nRelease;
  /** `start` by default. A worker only answers if its health check is enabled. */
  command?: N8nCommand;
  /** Holds `.n8n` with the database, the key and the installed packages. Created when missing. */
  userFolder: string;
  /** A free one by default; kept across restarts. */
  port?: number;
  /** `filesystem` by default. */
  binaryMode?: BinaryMode;
  env?: Record<string, string>;
  readyWithinMs?: number;
  /** Aborts the start. */
  signal?: AbortSignal;
}

/** A first start creates the database, which takes 10 s on two cores; slow disks and busy machines need more. */
const defaultReadyWithinMs = 180_000;
/** n8n waits five seconds for running executions before it exits (set in its environment). */
const stopWithinMs = 15_000;

/** One n8n process with its user folder; it can be stopped, killed and restarted on the same folder. */
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

  /** Starts n8n (again) and waits until it answers. Otherwise throws a plain failure with the end of the log. */
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
      // n8n listens before its database is ready, and answers 503 until then.
      if ((await fetch(`${this.url}/healthz/readiness`)).status !== 200) return false;
      // n8n 1.x reports ready slightly before the editor's API is, the last part of which is /rest/settings.
      if (this.command !== 'start') return true;
      return (await fetch(`${this.url}/rest/settings`)).status === 200;
    } catch {
      return false;
    }
  }

  /** Asks n8n to exit, and kills it if it does not, along with any processes it left running. */
  async stop(): Promise<void> {
    if (!this.child?.pid) return;
    const { pid } = this.child;
    if (this.running) {
      signal(pid, 'SIGTERM');
      await ended(this.child, stopWithinMs);
    }
    await this.kill();
  }

  /** Kills n8n immediately, like a crash or a power cut. */
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

  /** `opening` and the last lines of the log, to show when n8n has died. */
  async obituary(opening: string, lines = 15): Promise<string> {
    const tail = (await this.log()).trimEnd().split('\n').slice(-lines);
    return [opening, `The end of its log (${this.logFile}):`, ...tail.map((line) => `  ${line}`)].join('\n');
  }
}
