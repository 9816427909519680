import { existsSync, readdirSync, rmSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { PlainFailure } from '../../../playground/failure';
import { ended, signal, spawnLeader, type SpawnOptions } from '../../../playground/processes';
import { lastingPort } from './lastingPort';
import { run, untilReady } from './serverProcess';

const host = '127.0.0.1';
/** The only user. There are no passwords, because nobody else can reach the server. */
export const postgresUser = 'postgres';

type User = NonNullable<SpawnOptions['user']>;

export interface Postgres {
  port: number;
  stop(): Promise<void>;
  /** Returns without waiting. */
  stopNow(): void;
}

/** A PostgreSQL with its own port and folder. It would not survive a power cut. */
export async function startPostgres(): Promise<Postgres> {
  const user = await unprivilegedUser();
  // Outside the tests' folder, which only the tests' user can access.
  const folder = await mkdtemp(path.join(tmpdir(), 'transcribe-postgres-'));
  try {
    if (user) await chown(folder, user.uid, user.gid);
    return await startIn(folder, user);
  } catch (error) {
    await remove(folder);
    throw error;
  }
}

async function startIn(folder: string, user: User | undefined): Promise<Postgres> {
  const data = path.join(folder, 'data');
  const port = await lastingPort();
  const initialise = ['-U', postgresUser, '--auth=trust', '--no-sync', '--locale=C', '--encoding=UTF8'];
  await run(programPath('initdb'), ['-D', data, ...initialise], { cwd: folder, ...user });
  const settings = {
    listen_addresses: host,
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawnLeader(programPath('postgres'), ['-D', data, ...options], {
    cwd: folder,
    env: {},
    logFile: path.join(folder, 'postgres.log'),
    ...(user && { user }),
  });
  // The only signal on which it ends its child processes at once.
  const end = () => child.pid !== undefined && signal(child.pid, 'SIGQUIT');
  const stop = async () => {
    end();
    await ended(child, 10_000);
    await remove(folder);
  };
  const stopNow = () => {
    end();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await untilReady(
      'PostgreSQL',
      () => ask(port, 'pg_isready'),
      () => child.exitCode === null,
    );
    return { port, stop, stopNow };
  } catch (error) {
    await stop();
    throw error;
  }
}

export async function createDatabase(port: number, name: string): Promise<void> {
  await ask(port, 'createdb', name);
}

const ask = (port: number, program: string, ...args: string[]) =>
  run(programPath(program), ['-h', host, '-p', String(port), '-U', postgresUser, ...args]);

const remove = (folder: string) => rm(folder, { recursive: true, force: true, maxRetries: 5 });

/** PostgreSQL refuses to run as root. Debian's package creates a user for it. */
async function unprivilegedUser(): Promise<User | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const id = async (kind: string) => Number(await run('id', [kind, 'postgres']));
  return { uid: await id('-u'), gid: await id('-g') };
}

/** Debian keeps the server's programs off the PATH, by version. */
function programPath(program: string): string {
  const versions = '/usr/lib/postgresql';
  const [newest] = (existsSync(versions) ? readdirSync(versions) : [])
    // A client-only installation has such a folder, too.
    .filter((version) => existsSync(path.join(versions, version, 'bin', 'initdb')))
    .sort((one, other) => Number(other) - Number(one));
  if (newest === undefined) {
    throw new PlainFailure('PostgreSQL is not there. Install it: apt-get install -y postgresql');
  }
  return path.join(versions, newest, 'bin', program);
}
