import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { npmCommand } from '../../../../playground/npm';

/** Publishes a packed package as the release does, on the internet that `env` leads to. */
export async function publish(tarball: string, folder: string, env: Record<string, string>): Promise<void> {
  const { command, args } = npmCommand([
    'publish',
    tarball,
    '--ignore-scripts',
    // Wins over a token that this machine may have: should this ever meet the real registry, it is turned away.
    '--//registry.npmjs.org/:_authToken=none',
  ]);
  await promisify(execFile)(command, args, { cwd: folder, env: { ...process.env, ...env } });
}
