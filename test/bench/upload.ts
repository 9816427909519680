import { z } from 'zod';
import { deploy } from '../e2e/run';
import { startBenchN8n } from './n8n';
import { startSink } from './sink';

const fileMegabytes = 200;
const rounds = 5;
const ways = ['inputData', 'url', 'formDataBlob'] as const;

export interface UploadFigures {
  way: (typeof ways)[number];
  /** The median. */
  ms: number;
  /** Of the process's resident memory; the first round shows more than later ones, which find memory to reuse. */
  growthMegabytes: { median: number; worst: number };
}

const measuredSchema = z.object({ ms: z.number(), growthBytes: z.number() });

/**
 * Uploads one 200 MB file from one n8n process (filesystem binary mode) in each way, several times. The usual way
 * comes last: it leaves a larger process behind, in which the others would seem to need nothing.
 */
export async function measureUploads(): Promise<UploadFigures[]> {
  const sink = await startSink(fileMegabytes);
  const n8n = await startBenchN8n(sink.url);
  try {
    const figures: UploadFigures[] = [];
    for (const way of ways) {
      const deployed = await deploy(n8n.rest, {
        before: [
          {
            name: 'Load',
            type: 'n8n-nodes-base.httpRequest',
            typeVersion: 4.2,
            parameters: {
              url: `${sink.url}/audio/large.mp3`,
              options: { response: { response: { responseFormat: 'file', outputPropertyName: 'data' } } },
            },
          },
        ],
        node: {
          type: 'CUSTOM.uploadBench',
          parameters: { way, baseUrl: sink.url },
          credentials: { apikleyApi: n8n.credential },
        },
      });
      const runs: Array<z.infer<typeof measuredSchema>> = [];
      for (let round = 0; round < rounds; round++) {
        const { outputs, error } = await (await deployed.trigger()).result();
        if (error) throw new Error(`${way}: ${error.message}`);
        runs.push(measuredSchema.parse(outputs[0]?.[0]?.json));
      }
      const growth = runs.map(({ growthBytes }) => growthBytes / 1024 / 1024);
      figures.push({
        way,
        ms: median(runs.map(({ ms }) => ms)),
        growthMegabytes: { median: median(growth), worst: Math.max(...growth) },
      });
    }
    return figures;
  } finally {
    await n8n.close();
    sink.close();
  }
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
