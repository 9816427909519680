import { Agent, fetch } from 'undici';
import { percentile } from './statistics';

interface Answer {
  /** Milliseconds since the epoch. */
  askedAt: number;
  ms: number;
}

export interface HealthProbe {
  /** Response times of /healthz for requests made within an interval. */
  latency(fromMs: number, untilMs: number): { p50: number; p99: number; most: number; asked: number };
  stop(): Promise<void>;
}

const everyMs = 25;

/** Requests n8n's health at fixed times, whether or not the last answer has arrived, so that no pause is missed. */
export function probeHealth(url: string): HealthProbe {
  const agent = new Agent();
  const answers: Answer[] = [];
  const underWay = new Set<Promise<void>>();
  const ask = async () => {
    const askedAt = Date.now();
    const started = performance.now();
    const answer = await fetch(`${url}/healthz`, { dispatcher: agent });
    await answer.arrayBuffer();
    answers.push({ askedAt, ms: performance.now() - started });
  };
  const failures: unknown[] = [];
  const timer = setInterval(() => {
    const asking: Promise<void> = ask()
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(asking));
    underWay.add(asking);
  }, everyMs);
  return {
    latency: (fromMs, untilMs) => {
      if (failures.length > 0) throw new Error(`/healthz did not answer: ${String(failures[0])}`);
      const times = answers
        .filter(({ askedAt }) => askedAt >= fromMs && askedAt <= untilMs)
        .map(({ ms }) => ms);
      return {
        p50: percentile(times, 50),
        p99: percentile(times, 99),
        most: Math.max(...times),
        asked: times.length,
      };
    },
    stop: async () => {
      clearInterval(timer);
      await Promise.all(underWay);
      await agent.close();
    },
  };
}
