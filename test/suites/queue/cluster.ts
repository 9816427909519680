import { randomBytes } from 'node:crypto';
import { cp, mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { BinaryMode } from '../../../playground/environment';
import { N8n, type N8nCommand } from '../../../playground/n8n';
import { installPackage } from '../../../playground/packaging';
import { N8nRest } from '../../../playground/rest';
import { withRest, type Harness } from '../e2e/harness';
import { createCredentials, owner, packageName } from '../e2e/instance';
import { openReverseProxy } from '../e2e/reverseProxy';
import { lastingPort } from './lastingPort';
import { createDatabase, postgresUser } from './postgres';
import { Redis } from './redis';
import { readState, type QueueState } from './state';

const host = '127.0.0.1';

/** Up to five n8n processes start, on busy machines with two cores. */
export const startUpMs = 600_000;

/** n8n in queue mode: the interface of a single n8n, plus its processes, which can be ended and restarted. */
export interface Cluster extends Harness {
  /**
   * Runs the editor and the deadlines of suspended executions. It also accepts webhooks, but its address is not given
   * to callers.
   */
  main: N8n;
  /** Receive all webhooks, including those that resume suspended executions, behind the load balancer. */
  webhooks: N8n[];
  /** The load balancer's address, which is n8n's public one. Each call goes to a random webhook process. */
  balancerUrl: string;
  workers: N8n[];
  redis: Redis;
  /** The workers that have run an execution or a part of it. A worker that did so twice is listed twice. */
  workersOf(executionId: string): Promise<N8n[]>;
  /** Resolves when no worker is busy, so that suspended executions are suspended for all of n8n. */
  idle(): Promise<void>;
}

export interface ClusterOptions {
  binaryMode: BinaryMode;
  workers: number;
  webhooks: number;
  /** For all processes. */
  env?: Record<string, string>;
}

const patience = {
  // A lost worker is noticed within 15 s instead of a minute and a half.
  QUEUE_WORKER_LOCK_DURATION: '12000',
  QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
  QUEUE_WORKER_STALLED_INTERVAL: '3000',
  // n8n ends if Redis is away for longer. Restarting Redis may take a while on a busy machine.
  QUEUE_BULL_REDIS_TIMEOUT_THRESHOLD: '60000',
  N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '12',
};

export async function startCluster(
  { binaryMode, workers, webhooks, env }: ClusterOptions,
  { folder, tarball, emulator, postgresPort }: QueueState = readState(),
): Promise<Cluster> {
  const started: Array<() => Promise<unknown>> = [];
  const close = async () => {
    for (const end of started.splice(0).reverse()) await end();
  };
  try {
    const redis = await Redis.start(folder);
    started.push(() => redis.remove());
    const database = `n8n_${randomBytes(4).toString('hex')}`;
    await createDatabase(postgresPort, database);
    const storage = await mkdtemp(path.join(folder, 'storage-'));
    const installed = await mkdtemp(path.join(folder, 'installed-'));
    await installPackage(tarball, packageName, installed);
    const balancer = await openReverseProxy();
    started.push(() => balancer.close());
    const shared = {
      EXECUTIONS_MODE: 'queue',
      QUEUE_BULL_REDIS_HOST: host,
      QUEUE_BULL_REDIS_PORT: String(redis.port),
      ...patience,
      DB_TYPE: 'postgresdb',
      DB_POSTGRESDB_HOST: host,
      DB_POSTGRESDB_PORT: String(postgresPort),
      DB_POSTGRESDB_DATABASE: database,
      DB_POSTGRESDB_USER: postgresUser,
      N8N_ENCRYPTION_KEY: randomBytes(16).toString('hex'),
      N8N_STORAGE_PATH: storage,
      WEBHOOK_URL: `${balancer.url}/`,
      ...env,
    };
    const start = async (command: N8nCommand): Promise<N8n> => {
      const userFolder = await mkdtemp(path.join(folder, `${command}-`));
      await cp(installed, userFolder, { recursive: true });
      const port = await lastingPort();
      const n8n = await N8n.start({
        command,
        userFolder,
        port,
        binaryMode,
        env: {
          ...shared,
          QUEUE_HEALTH_CHECK_ACTIVE: 'true',
          QUEUE_HEALTH_CHECK_PORT: String(port),
          N8N_WORKER_SERVER_ADDRESS: host,
        },
      });
      started.push(() => n8n.kill());
      return n8n;
    };
    // Started alone, because the first process creates the database.
    const main = await start('start');
    const several = (command: N8nCommand, count: number) =>
      Promise.all(Array.from({ length: count }, () => start(command)));
    const [theWebhooks, theWorkers] = await Promise.all([
      several('webhook', webhooks),
      several('worker', workers),
    ]);
    balancer.leadTo(...theWebhooks.map(({ url }) => url));
    const rest = new N8nRest(main.url, balancer.url);
    started.push(() => rest.close());
    await rest.setUpOwner(owner);
    const credentials = await createCredentials(rest, emulator);
    return {
      ...withRest(rest, credentials, emulator),
      main,
      webhooks: theWebhooks,
      balancerUrl: balancer.url,
      workers: theWorkers,
      redis,
      workersOf: (executionId) => workersOf(theWorkers, executionId),
      idle: () => idle(redis),
      residentBytes: () => main.residentBytes(),
      log: () => main.log(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** n8n does not store where or how often an execution ran, but its workers log it. */
async function workersOf(workers: N8n[], executionId: string): Promise<N8n[]> {
  const logs = await Promise.all(workers.map((worker) => worker.log()));
  return workers.flatMap((worker, index) =>
    (logs[index]?.match(new RegExp(`Worker started execution ${executionId} `, 'g')) ?? []).map(() => worker),
  );
}

async function idle(redis: Redis): Promise<void> {
  while ((await redis.ask('llen', 'bull:jobs:active')) !== '0') await sleep(50);
}
