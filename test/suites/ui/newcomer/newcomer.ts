import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { N8n } from '../../../../playground/n8n';
import { readState } from '../../e2e/state';
import { type Internet, startInternet } from '../../e2e/internet/startInternet';
import { publish } from '../../e2e/internet/publish';

/** A new user, whose n8n was never started, on an internet where the package has just been published. */
export class Newcomer {
  private readonly leaving = new AbortController();
  private n8n: N8n | undefined;

  private constructor(
    private readonly folder: string,
    private readonly internet: Internet,
  ) {}

  static async arrive(): Promise<Newcomer> {
    const { folder: runFolder, emulator, tarball } = readState();
    const folder = await mkdtemp(path.join(runFolder, 'newcomer-'));
    const newcomer = new Newcomer(folder, await startInternet(folder, emulator));
    try {
      await publish(tarball, folder, newcomer.env);
      return newcomer;
    } catch (error) {
      await newcomer.leave();
      throw error;
    }
  }

  /** Environment variables that let a program reach this internet. */
  get env(): Record<string, string> {
    return this.internet.env;
  }

  /** The folder in which `.n8n` will be created. */
  get home(): string {
    return path.join(this.folder, 'home');
  }

  async startN8n(): Promise<N8n> {
    const { home: userFolder, env } = this;
    this.n8n = await N8n.start({ userFolder, env, signal: this.leaving.signal });
    return this.n8n;
  }

  async leave(): Promise<void> {
    this.leaving.abort();
    await this.n8n?.stop();
    await this.internet.close();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
