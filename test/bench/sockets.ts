import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './statistics';

const samples = 100;
const everyMs = 100;

/** Open connections to a server on this machine, sampled for ten seconds. */
export async function openSockets(url: string): Promise<{ median: number; most: number }> {
  const seen: number[] = [];
  for (let sample = 0; sample < samples; sample++) {
    seen.push(await socketsTo(url));
    await sleep(everyMs);
  }
  return { median: median(seen), most: Math.max(...seen) };
}

/** From /proc/net; 01 means an established connection. */
async function socketsTo(url: string): Promise<number> {
  const port = Number(new URL(url).port).toString(16).toUpperCase().padStart(4, '0');
  const lines = (await readFile('/proc/net/tcp', 'utf8')).split('\n');
  return lines.filter((line) => new RegExp(`^ *\\d+: \\S+ \\S+:${port} 01 `).test(line)).length;
}
