import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { N8n } from '../../playground/n8n';
import type { Deployed } from '../suites/e2e/run';
import type { WorkflowSpec } from '../suites/e2e/workflow';

const measuredSchema = z.object({
  rss: z.number(),
  heapUsed: z.number(),
  external: z.number(),
  arrayBuffers: z.number(),
});

/** In bytes, after garbage collection. */
export type Memory = z.infer<typeof measuredSchema>;

export interface MemoryProbe {
  /** Measured by n8n itself, in a workflow. */
  settled(): Promise<Memory>;
  /** Peak resident bytes while `work` runs, measured from outside the process. */
  peakDuring<T>(work: () => Promise<T>): Promise<{ result: T; peakBytes: number }>;
}

const sampleEveryMs = 50;

export async function memoryProbe(
  { deploy }: { deploy: (spec: WorkflowSpec) => Promise<Deployed> },
  n8n: Pick<N8n, 'residentBytes'>,
): Promise<MemoryProbe> {
  const deployed = await deploy({ node: { type: 'CUSTOM.memoryBench' } });
  return {
    settled: async () => {
      const { outputs, error } = await (await deployed.trigger()).result();
      if (error) throw new Error(`The memory could not be measured: ${error.message}`);
      return measuredSchema.parse(outputs[0]?.[0]?.json);
    },
    peakDuring: async (work) => {
      const running = { over: false };
      let peakBytes = await n8n.residentBytes();
      const sampling = (async () => {
        while (!running.over) {
          peakBytes = Math.max(peakBytes, await n8n.residentBytes());
          await sleep(sampleEveryMs);
        }
      })();
      try {
        const result = await work();
        return { result, peakBytes };
      } finally {
        running.over = true;
        await sampling;
      }
    },
  };
}
