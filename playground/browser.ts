import { spawn } from 'node:child_process';

interface Opener {
  command: string;
  args: string[];
}

/**
 * The command that opens an address in the browser. Undefined without a desktop: on a server, over SSH, or in CI.
 *
 * @param platform as in `process.platform`
 */
export function openerOf(
  url: string,
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): Opener | undefined {
  if (env.CI || env.SSH_CONNECTION) return undefined;
  // The empty argument is the window's title, for which `start` would take the address.
  if (platform === 'win32') return { command: 'cmd', args: ['/c', 'start', '', url] };
  if (platform === 'darwin') return { command: 'open', args: [url] };
  return env.DISPLAY || env.WAYLAND_DISPLAY ? { command: 'xdg-open', args: [url] } : undefined;
}

/** Opens it where there is a desktop. Failures do not matter, because the address is printed as well. */
export function openInBrowser(url: string): void {
  const opener = openerOf(url);
  if (!opener) return;
  const child = spawn(opener.command, opener.args, { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
}
