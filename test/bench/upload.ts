import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { BinaryMode } from '../../playground/environment';
import type { Deployed } from '../suites/e2e/run';
import { type Bench, type BenchN8n, withBench } from './bench';
import { uploadWithCurl } from './curl';
import { megabytes, ratio, table } from './markdown';
import { eighths, type PartOptions } from './part';
import { type Sink, startSink } from './sink';
import { median, slope } from './statistics';

const mostMegabytes = 200;
const rounds = 5;

const names = {
  inputData: 'this package, from input data',
  url: 'this package, from a URL',
  formDataBlob: 'baseline: FormData + Blob',
  formDataPackage: 'baseline: form-data + Buffer',
  curl: 'baseline: curl, the whole program',
};

type Way = Exclude<keyof typeof names, 'curl'>;

/**
 * Each row is a process that tries its ways in turn. The baselines come last, because they leave a larger process in
 * which the others would seem to need nothing.
 */
const processes: ReadonlyArray<readonly Way[]> = [
  ['inputData', 'formDataBlob'],
  ['url', 'formDataPackage'],
];

interface UploadFigures {
  way: keyof typeof names;
  size: number;
  /** The median. */
  ms: number;
  growthBytes: { median: number; most: number };
  /** What only n8n tells of itself. */
  inside?: {
    bufferBytes: number;
    /** The same, while garbage is collected all the time: what is in use. */
    liveBytes: number;
    /** For how long the garbage collector held the process up. */
    gcMs: number;
  };
}

const measuredSchema = z.object({
  ms: z.number(),
  growthBytes: z.number(),
  bufferBytes: z.number(),
  gcMs: z.number(),
});

/** Uploads one file from one n8n process to a server that stores nothing. */
export async function upload(part: PartOptions): Promise<string> {
  const sizes = eighths(mostMegabytes, part);
  const sink = await startSink();
  try {
    return await withBench(part, async (bench) => {
      const curl = await measureCurl(sink, sizes);
      const texts: string[] = [];
      for (const mode of part.small ? (['filesystem'] as const) : (['filesystem', 'database'] as const)) {
        const figures = [...(await measureN8n(bench, sink, mode, sizes)), ...curl];
        texts.push(`Binary data in ${mode} mode; medians of ${rounds} rounds.\n\n`, tables(figures, sizes));
      }
      return texts.join('');
    });
  } finally {
    sink.close();
  }
}

async function measureN8n(
  bench: Bench,
  sink: Sink,
  binaryMode: BinaryMode,
  sizes: number[],
): Promise<UploadFigures[]> {
  const figures: UploadFigures[] = [];
  for (const ways of processes) {
    await bench.withN8n(
      async (n8n) => {
        for (const way of ways) {
          // Loads the code that all rounds use.
          await round(n8n, await deployUpload(n8n, sink, way, 1));
          // The largest first, because it could reuse the memory of smaller ones.
          const measured: UploadFigures[] = [];
          for (const size of sizes.toReversed()) measured.unshift(await measure(n8n, sink, way, size));
          figures.push(...measured);
        }
      },
      { binaryMode, apikleyUrl: sink.url },
    );
  }
  return figures;
}

async function measure(n8n: BenchN8n, sink: Sink, way: Way, size: number): Promise<UploadFigures> {
  const deployed = await deployUpload(n8n, sink, way, size);
  const runs: Array<z.infer<typeof measuredSchema>> = [];
  for (let index = 0; index < rounds; index++) runs.push(await round(n8n, deployed));
  const { bufferBytes: liveBytes } = await round(n8n, await deployUpload(n8n, sink, way, size, true));
  return {
    way,
    size,
    ms: median(runs.map(({ ms }) => ms)),
    growthBytes: spread(runs.map(({ growthBytes }) => growthBytes)),
    inside: {
      bufferBytes: median(runs.map(({ bufferBytes }) => bufferBytes)),
      liveBytes,
      gcMs: median(runs.map(({ gcMs }) => gcMs)),
    },
  };
}

async function round({ rest }: BenchN8n, deployed: Deployed): Promise<z.infer<typeof measuredSchema>> {
  const { executionId, outputs, error } = await (await deployed.trigger()).result();
  if (error) throw new Error(`The upload failed: ${error.message}`);
  // It contains the file, on disk or in the database.
  await rest.deleteExecution(executionId);
  return measuredSchema.parse(outputs[0]?.[0]?.json);
}

function deployUpload(
  n8n: BenchN8n,
  sink: Sink,
  way: Way,
  size: number,
  collects = false,
): Promise<Deployed> {
  const load = {
    name: 'Load',
    type: 'n8n-nodes-base.httpRequest',
    typeVersion: 4.2,
    parameters: {
      url: sink.fileUrl(size),
      options: { response: { response: { responseFormat: 'file', outputPropertyName: 'data' } } },
    },
  };
  return n8n.deploy({
    // By URL, there is nothing to load before.
    before: way === 'url' ? [] : [load],
    node: {
      type: 'CUSTOM.uploadBench',
      parameters: { way, baseUrl: sink.uploadPath(size), audioUrl: sink.fileUrl(size), collects },
      credentials: { apikleyApi: n8n.credentials.apikley },
    },
  });
}

async function measureCurl(sink: Sink, sizes: number[]): Promise<UploadFigures[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'transcribe-bench-curl-'));
  try {
    const figures: UploadFigures[] = [];
    for (const size of sizes) {
      const file = path.join(folder, 'large.mp3');
      await writeFile(file, Buffer.alloc(size * 1024 * 1024, 1));
      const runs: Array<Awaited<ReturnType<typeof uploadWithCurl>>> = [];
      for (let index = 0; index < rounds; index++) {
        runs.push(await uploadWithCurl(file, sink.uploadPath(size)));
      }
      figures.push({
        way: 'curl',
        size,
        ms: median(runs.map(({ ms }) => ms)),
        growthBytes: spread(runs.map(({ peakBytes }) => peakBytes)),
      });
    }
    return figures;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const spread = (values: number[]) => ({ median: median(values), most: Math.max(...values) });

const optional = (bytes: number | undefined) => (bytes === undefined ? 'n/a' : megabytes(bytes));

function tables(figures: UploadFigures[], sizes: number[]): string {
  const most = sizes.at(-1) ?? 0;
  const usual = figures.find(({ way, size }) => way === 'formDataBlob' && size === most);
  const curl = figures.find(({ way, size }) => way === 'curl' && size === most);
  const heads = [
    '',
    'resident growth, MB',
    'most',
    'buffers, MB',
    'of these in use, MB',
    'time, ms',
    'of it collecting garbage, ms',
    'time ÷ FormData + Blob',
    'time ÷ curl',
  ];
  const ways = [...new Set(figures.map(({ way }) => way))];
  const growth = ways.map((way) => {
    const rows = figures.filter((figure) => figure.way === way);
    const points = (cost: (figure: UploadFigures) => number) =>
      slope(rows.map((figure) => ({ size: figure.size, cost: cost(figure) })));
    return [
      names[way],
      ...rows.map(({ ms, inside }) => `${ms.toFixed(0)} / ${optional(inside?.bufferBytes)}`),
      ratio(points(({ ms }) => ms)),
      ratio(points(({ inside }) => inside?.bufferBytes ?? Number.NaN)),
    ];
  });
  return [
    `One file of ${most} MB:\n\n`,
    table(
      heads,
      figures
        .filter(({ size }) => size === most)
        .map(({ way, ms, growthBytes, inside }) => [
          names[way],
          megabytes(growthBytes.median),
          megabytes(growthBytes.most),
          optional(inside?.bufferBytes),
          optional(inside?.liveBytes),
          ms.toFixed(0),
          inside?.gcMs.toFixed(0) ?? 'n/a',
          ratio(usual && ms / usual.ms),
          ratio(curl && ms / curl.ms),
        ]),
    ),
    'Growth: ms / MB of buffers. Slope: per MB of file at 8× ÷ at 1×.\n\n',
    table(['', ...sizes.map((size) => `${size} MB`), 'slope, time', 'slope, buffers'], growth),
  ].join('');
}
