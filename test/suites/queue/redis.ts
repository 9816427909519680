import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';

import { removePidFile, writePidFile } from '../../../playground/pidFile';
import { ended, signal, spawnLeader } from '../../../playground/processes';
import { lastingPort } from './lastingPort';
import { run, untilReady } from './serverProcess';

const program = 'redis-server';
const host = '127.0.0.1';

/** A Redis with its own port and folder, which persists each change before it answers. */
export class Redis {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    readonly port: number,
  ) {}

  static async start(under: string): Promise<Redis> {
    const redis = new Redis(await mkdtemp(path.join(under, 'redis-')), await lastingPort());
    await redis.start();
    return redis;
  }

  private get data(): string {
    return path.join(this.folder, 'data');
  }

  private get running(): boolean {
    return this.child?.exitCode === null && this.child.signalCode === null;
  }

  /** Also starts it again after it was stopped or killed, on the same port and with its persisted data. */
  async start(): Promise<void> {
    await mkdir(this.data, { recursive: true });
    const child = spawnLeader(
      program,
      [
        ...['--bind', host, '--port', String(this.port), '--dir', this.data, '--save', ''],
        ...['--appendonly', 'yes', '--appendfsync', 'always'],
      ],
      { cwd: this.folder, env: {}, logFile: path.join(this.folder, 'redis.log') },
    );
    // Without a listener, a missing program would end the tests.
    child.on('error', () => undefined);
    this.child = child;
    if (child.pid !== undefined) writePidFile(this.folder, child.pid, program);
    await untilReady(
      program,
      () => this.ask('ping'),
      () => this.running,
    );
  }

  ask(...command: string[]): Promise<string> {
    return run('redis-cli', ['-h', host, '-p', String(this.port), ...command]);
  }

  /** Asks it to shut down. */
  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  /** Ends it and deletes its data. */
  async lose(): Promise<void> {
    await this.end('SIGKILL');
    await rm(this.data, { recursive: true });
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async end(how: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (child?.pid === undefined) return;
    signal(child.pid, how);
    if (!(await ended(child, 10_000))) signal(child.pid, 'SIGKILL');
    await ended(child, 10_000);
    removePidFile(this.folder);
  }
}
