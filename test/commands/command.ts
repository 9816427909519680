import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { projectFolder } from '../../playground/paths';

/** Starts a line in a shell of its own, in the project's folder, as somebody types it in a terminal. */
export function type(line: string, env: Record<string, string> = {}): ChildProcess {
  // A group of its own, which Ctrl-C is sent to.
  return spawn('bash', ['-c', line], {
    cwd: projectFolder,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Waits for a line to have appeared, and gives back all output up to then. Throws when the command ends before. */
export async function untilSaid(child: ChildProcess, words: string): Promise<string> {
  if (!child.stdout) throw new Error('The command has no output to read.');
  let said = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    said += String(chunk);
    if (said.includes(words)) return said;
  }
  throw new Error(`The command ended without "${words}":\n${said}`);
}

/** Sends Ctrl-C as a terminal does, and waits for the end. */
export async function ctrlC(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.stdout?.resume();
  child.stderr?.resume();
  process.kill(-child.pid, 'SIGINT');
  await closed;
}

/** Runs a command to its end. */
export async function run(line: string): Promise<{ code: number | null; output: string }> {
  const child = type(line);
  if (!child.stdout || !child.stderr) throw new Error('The command has no output to read.');
  const [out, problems] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, output: out + problems };
}
