import { join } from 'node:path';
import { apikley } from './apikley/apikley';
import { localControl, type EmulatorControl, type TaskRate } from './control';
import { controlServer } from './controlServer';
import { balance } from './elkapi/balance';
import { elkapi } from './elkapi/elkapi';
import type { Facts } from './facts';
import { files } from './files/files';
import { listen, newServer, tapTo } from './http/server';
import { hostSchema } from './operations';
import { World } from './world';

export interface EmulatorOptions {
  /** Free ports are chosen where none are given. */
  ports?: { apikley?: number; elkapi?: number; balance?: number; files?: number; control?: number };
  apikleyKey?: string;
  elkapiKey?: string;
  /** How long a task runs. */
  taskMs?: number;
  /** What the text of unknown recordings begins with, so that nobody takes it for a transcript; nothing by default. */
  madeUpOpening?: string;
  facts?: Partial<Facts>;
  /** createTask's rate limit, the documented one by default; null for none. */
  rateLimit?: TaskRate;
  /** A folder for recorded traffic: one file per host, with every byte received. */
  tapFolder?: string;
}

export interface Emulator {
  urls: {
    /** The Base URL for the Apikley credential. */
    apikley: string;
    /** The Base URL for the ElkAPI credential, including /v1. */
    elkapi: string;
    /** Replaces https://query.elkapi.com. */
    balance: string;
    /** Serves audio at /audio/<name>, uploads and result files. */
    files: string;
    control: string;
  };
  keys: { apikley: string; elkapi: string };
  control: EmulatorControl;
  stop(): Promise<void>;
}

/** Documented as "20 new tasks per 10 s for an account." */
const DOCUMENTED_RATE = { tasks: 20, perMs: 10_000 };

/** Starts both services, each host on its own port, so that a key sent to the wrong host is noticed. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { ports = {}, rateLimit = DOCUMENTED_RATE } = options;
  const world = new World({
    keys: {
      apikley: options.apikleyKey ?? 'emulated-apikley-key',
      elkapi: options.elkapiKey ?? 'sk-emulated-elkapi-key',
    },
    taskMs: options.taskMs ?? 300,
    madeUpOpening: options.madeUpOpening,
    facts: options.facts ?? {},
    taskRate: rateLimit && { count: rateLimit.tasks, perMs: rateLimit.perMs },
  });
  const control = localControl(world);
  const servers = {
    apikley: newServer(),
    elkapi: newServer(),
    balance: newServer(),
    files: newServer(),
    control: newServer(),
  };
  apikley(servers.apikley, world);
  elkapi(servers.elkapi, world);
  balance(servers.balance, world);
  files(servers.files, world);
  controlServer(servers.control, control);
  if (options.tapFolder !== undefined) {
    for (const host of hostSchema.options) tapTo(servers[host], join(options.tapFolder, host));
  }

  const close = async () => {
    await world.stop();
    await Promise.all(Object.values(servers).map((server) => server.close()));
  };
  let closing: Promise<void> | undefined;
  const stop = () => (closing ??= close());
  try {
    world.urls.apikley = await listen(servers.apikley, ports.apikley);
    world.urls.elkapi = `${await listen(servers.elkapi, ports.elkapi)}/v1`;
    world.urls.balance = await listen(servers.balance, ports.balance);
    world.urls.files = await listen(servers.files, ports.files);
    world.urls.control = await listen(servers.control, ports.control);
  } catch (error) {
    await stop();
    throw error;
  }
  return { urls: { ...world.urls }, keys: world.keys, control, stop };
}
