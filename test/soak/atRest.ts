import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchN8n } from '../bench/bench';

/** The last deadlines come within a minute after the time, and n8n looks them up once a minute. */
const withinMs = 75_000;
const askEveryMs = 1_000;

/** Lets the provider behave, and waits until no execution works or sleeps any more; gives those that still do. */
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
