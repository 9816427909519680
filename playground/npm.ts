import { spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import path from 'node:path';

import { PlainFailure, systemErrorCode } from './failure';
import { npmMissing } from './installFailure';
import { signal } from './processes';

export interface Command {
  command: string;
  args: string[];
}

/**
 * The user's npm. Under `npm start` the path of its script is available and runs with this Node.js, which also works
 * where `npm` is a batch file; otherwise npm is looked up on the PATH.
 */
export function npmCommand(args: string[], env: NodeJS.ProcessEnv = process.env): Command {
  const script = env.npm_execpath;
  if (script && path.basename(script).startsWith('npm') && existsSync(script)) {
    return { command: process.execPath, args: [script, ...args] };
  }
  return { command: 'npm', args };
}

interface NpmOptions {
  cwd: string;
  logFile?: string;
  signal?: AbortSignal;
}

/** Runs npm to completion, logging its output if `logFile` is set. Aborting kills npm and everything it started. */
export function runNpm(args: string[], options: NpmOptions): Promise<{ exitCode: number; output: string }> {
  const { command, args: all } = npmCommand(args);
  const log = options.logFile === undefined ? undefined : createWriteStream(options.logFile, { flags: 'a' });
  let output = '';
  return new Promise((resolve, reject) => {
    options.signal?.throwIfAborted();
    const child = spawn(command, all, {
      cwd: options.cwd,
      env: { ...process.env, ...headersOfThisNode() },
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // On a polite signal, npm would first spend minutes undoing its work. An unfinished folder is rebuilt anyway.
    const end = () => {
      if (child.pid !== undefined) signal(child.pid, 'SIGKILL', true);
    };
    options.signal?.addEventListener('abort', end, { once: true });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
        log?.write(chunk);
      });
    }
    const close = () => {
      options.signal?.removeEventListener('abort', end);
      log?.end();
    };
    child.once('error', (error) => {
      close();
      reject(systemErrorCode(error) === 'ENOENT' ? new PlainFailure(npmMissing) : error);
    });
    child.once('close', (exitCode) => {
      close();
      if (options.signal?.aborted) reject(new PlainFailure('Stopped.'));
      else resolve({ exitCode: exitCode ?? 1, output });
    });
  });
}

/** Saves a download when a native module has to be built: most Node.js installations include their headers. */
function headersOfThisNode(): Record<string, string> {
  const folder = path.resolve(path.dirname(process.execPath), '..');
  const there = existsSync(path.join(folder, 'include', 'node', 'node_api.h'));
  return there && !process.env.npm_config_nodedir ? { npm_config_nodedir: folder } : {};
}
