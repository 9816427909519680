import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { npmCommand } from '../../../../playground/npm';
import { projectFolder } from '../../../../playground/paths';
import type { EmulatorAddress } from '../state';
import { publish } from './publish';
import { startInternet } from './startInternet';

interface Published {
  tarball: string;
  emulator: EmulatorAddress;
  /** Keeps what n8n needs of this internet later, too. */
  folder: string;
}

/**
 * Publishes the package, and runs `start` as long as it can be had.
 *
 * @param start is given the environment in which an n8n finds the package, and installs it by the release's own line
 */
export async function whilePublished<T>(
  { tarball, emulator, folder }: Published,
  start: (env: Record<string, string>) => Promise<T>,
): Promise<T> {
  const internet = await startInternet(folder, emulator);
  try {
    await publish(tarball, folder, internet.env);
    return await start({ ...internet.env, ...(await releasedLine(tarball)) });
  } finally {
    await internet.close();
  }
}

/** What the release publishes: one line of an environment file. */
async function releasedLine(tarball: string): Promise<Record<string, string>> {
  const { command, args } = npmCommand(['run', '--silent', 'release', '--', 'environment', tarball]);
  const { stdout } = await promisify(execFile)(command, args, { cwd: projectFolder });
  const [, name = '', value = ''] = /^(\w+)=(.+)\n$/.exec(stdout) ?? [];
  return { [name]: value };
}
