import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { npmCommand } from '../../../../playground/npm';

/** Publishes a packed package as the release does, to the internet that `env` leads to. */
export async function publish(tarball: string, folder: string, env: Record<string, string>): Promise<void> {
  const { command, args } = npmCommand([
    'publish',
    tarball,
    '--ignore-scripts',
    // Overrides any token on this machine, so that the real registry would reject the request if it ever received it.
    '--//registry.npmjs.org/:_authToken=none',
  ]);
  await promisify(execFile)(command, args, { cwd: folder, env: { ...process.env, ...env } });
}
