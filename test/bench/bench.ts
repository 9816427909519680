import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureInstalled } from '../../playground/install';
import { packPackage } from '../../playground/packaging';
import { projectFolder } from '../../playground/paths';
import { endAllUnder } from '../../playground/pidFile';
import { signal } from '../../playground/processes';
import { n8n2 } from '../../playground/release';
import { controlClient } from '../../emulator/controlClient';
import { startEmulatorProcess } from '../suites/e2e/emulatorProcess';
import { withRest, type Harness } from '../suites/e2e/harness';
import { startInstance, type Instance, type InstanceOptions } from '../suites/e2e/instance';
import type { EmulatorAddress } from '../suites/e2e/state';
import { startCluster, type Cluster } from '../suites/queue/cluster';
import { startPostgres, type Postgres } from '../suites/queue/postgres';
import { memoryProbe, type MemoryProbe } from './memory';
import type { PartOptions } from './part';

/** A fresh n8n with the package, and the nodes of this folder under `CUSTOM.`. */
export interface BenchN8n extends Omit<Harness, 'residentBytes' | 'log' | 'close'> {
  n8n: Instance['n8n'];
  memory: MemoryProbe;
}

export interface Bench {
  emulator: EmulatorAddress;
  /**
   * Gives `work` a fresh n8n, and removes it afterwards. Small runs, whose figures mean nothing, share one for each set
   * of options, because starting n8n is most of their time.
   */
  withN8n<T>(work: (n8n: BenchN8n) => Promise<T>, options?: BenchN8nOptions): Promise<T>;
  /** Gives `work` a fresh n8n in queue mode, with so many webhook processes and two workers. */
  withCluster<T>(webhooks: number, work: (cluster: Cluster) => Promise<T>): Promise<T>;
}

export interface BenchN8nOptions extends InstanceOptions {
  /** The address in its Apikley credential, instead of the emulator's. */
  apikleyUrl?: string;
}

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Gives `work` the emulator, in its own process, and as many n8n as it requests. Leaves nothing behind. */
export async function withBench<T>({ small }: PartOptions, work: (bench: Bench) => Promise<T>): Promise<T> {
  await ensureInstalled(n8n2, (line) => process.stderr.write(`${line}\n`));
  const folder = await mkdtemp(path.join(tmpdir(), 'transcribe-bench-'));
  let emulatorPid: number | undefined;
  let postgres: Postgres | undefined;
  // Ctrl-C does not reach other process groups, and other signals reach only this process.
  const interrupted = () => {
    endAllUnder(folder);
    if (emulatorPid !== undefined) signal(emulatorPid, 'SIGKILL');
    postgres?.stopNow();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    process.exit(1);
  };
  for (const name of signals) process.once(name, interrupted);
  try {
    const nodes = path.join(folder, 'nodes');
    const tsc = path.join(projectFolder, 'node_modules', '.bin', 'tsc');
    execFileSync(tsc, ['-p', path.join(__dirname, 'tsconfig.json'), '--outDir', nodes]);
    const tarball = await packPackage(projectFolder, folder);
    const emulator = await startEmulatorProcess();
    emulatorPid = emulator.pid;
    const shared = new Map<string, Promise<Started>>();
    try {
      return await work({
        emulator: emulator.address,
        withN8n: async (inN8n, wanted = {}) => {
          const { apikleyUrl, env, ...options } = wanted;
          const start = () =>
            startN8n(
              { release: 'n8n-2', folder, tarball, emulator: leadingTo(emulator.address, apikleyUrl) },
              { ...options, env: { N8N_CUSTOM_EXTENSIONS: nodes, ...env } },
            );
          if (small) return await inN8n((await lazily(shared, JSON.stringify(wanted), start)).n8n);
          const { n8n, instance } = await start();
          return await inN8n(n8n).finally(() => instance.remove());
        },
        withCluster: async (webhooks, inCluster) => {
          postgres ??= await startPostgres();
          const cluster = await startCluster(
            { binaryMode: 'database', workers: 2, webhooks },
            { folder, tarball, emulator: emulator.address, postgresPort: postgres.port },
          );
          return await inCluster(cluster).finally(() => cluster.close());
        },
      });
    } finally {
      const settled = await Promise.allSettled(shared.values());
      for (const result of settled) if (result.status === 'fulfilled') await result.value.instance.remove();
      await postgres?.stop();
      await emulator.stop();
    }
  } finally {
    for (const name of signals) process.off(name, interrupted);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Started {
  instance: Instance;
  n8n: BenchN8n;
}

async function startN8n(
  base: Parameters<typeof startInstance>[0],
  options: InstanceOptions,
): Promise<Started> {
  const instance = await startInstance(base, options).catch((error: unknown) => {
    // Another program may take a free port before it is used.
    if (!String(error).includes('is already in use')) throw error;
    return startInstance(base, options);
  });
  try {
    const { n8n, rest, credentials } = instance;
    const harness = withRest(rest, credentials, base.emulator);
    return { instance, n8n: { ...harness, n8n, memory: await memoryProbe(harness, n8n) } };
  } catch (error) {
    await instance.remove();
    throw error;
  }
}

function lazily<T>(kept: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const value = kept.get(key) ?? make();
  kept.set(key, value);
  return value;
}

function leadingTo(emulator: EmulatorAddress, apikleyUrl: string | undefined): EmulatorAddress {
  return apikleyUrl === undefined
    ? emulator
    : { ...emulator, urls: { ...emulator.urls, apikley: apikleyUrl } };
}

/** The emulator's initial state, with an account that never runs out and no limit of its own. */
export async function freshEmulator({ urls }: EmulatorAddress): Promise<void> {
  const control = controlClient(urls.control);
  await control.reset();
  await control.setBalance({ credits: 1e9, usd: 1e9 });
  await control.setRateLimit(null);
}
