import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export interface CurlFigures {
  ms: number;
  /** Of the whole process. */
  peakBytes: number;
}

/** Uploads a file with curl: a C program in its own process that does nothing else. */
export async function uploadWithCurl(file: string, url: string): Promise<CurlFigures> {
  const started = performance.now();
  const child = spawn('curl', ['-sS', '-f', '-F', `file=@${file};type=audio/mpeg`, url], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const over = once(child, 'exit');
  let peakBytes = 0;
  while (child.exitCode === null && child.pid !== undefined) {
    peakBytes = Math.max(peakBytes, await highWater(child.pid));
    await sleep(2);
  }
  await over;
  if (child.exitCode !== 0) throw new Error(`curl ended with ${child.exitCode}`);
  return { ms: performance.now() - started, peakBytes };
}

/** The process's peak memory according to Linux; 0 if it has just ended. */
async function highWater(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}
