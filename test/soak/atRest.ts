import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchN8n } from '../bench/bench';

/** The last deadlines are within a minute after the end, and n8n checks them once a minute. */
const withinMs = 75_000;
const askEveryMs = 1_000;

/**
 * Ends the faults, and waits until no execution is running or suspended. Returns the number of those that still are.
 */
export async function comeToRest({ rest, control }: BenchN8n): Promise<number> {
  await control.clearFaults();
  await control.setRateLimit(null);
  await control.setReadLimit(null);
  const until = Date.now() + withinMs;
  for (;;) {
    const open = await rest.executions({ status: ['new', 'running', 'waiting'] });
    if (open.length === 0 || Date.now() > until) return open.length;
    await sleep(askEveryMs);
  }
}
