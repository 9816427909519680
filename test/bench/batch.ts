import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, type BenchN8n, freshEmulator, withBench } from './bench';
import { type BatchWay, batchWays, elkapiMs, taskMs } from './batchWays';
import { count, megabytes, ratio, seconds, table } from './markdown';
import { eighths, type PartOptions } from './part';
import { recordings } from './recordings';
import { type Growth, slope } from './statistics';

const mostItems = 500;

interface BatchFigures {
  items: number;
  ms: number;
  leastMs: number;
  submits: number;
  reads: number;
  callbacks: number;
  /** Growth of resident memory from before the run to its peak. */
  peakBytes: number;
  /** Growth of the heap over the run, both measured without garbage. */
  keptBytes: number;
}

/** A batch by URL in each mode, each in its own n8n, from the smallest batch to the largest. */
export async function batch(part: PartOptions): Promise<string> {
  const sizes = eighths(mostItems, part);
  const ways = await withBench(part, async (bench) => {
    const measured: Array<[BatchWay, BatchFigures[]]> = [];
    for (const way of batchWays) measured.push([way, await measure(bench, way, sizes)]);
    return measured;
  });
  return [
    `A task takes Apikley ${seconds(taskMs)} s, a recording takes ElkAPI ${elkapiMs} ms, five at a time. `,
    'The least time is what the pace of the submits and the provider make it; the pace is set in the node, and as ',
    "the emulator's limit. Calls are those that the emulator counted, refused ones among them.\n\n",
    table(
      [
        '',
        'items',
        'time, s',
        'least, s',
        'time ÷ least',
        'submits',
        'reads',
        'callbacks',
        'peak memory, MB',
        'kept, MB',
      ],
      ways.flatMap(([{ name }, figures]) => figures.map((figure) => row(name, figure))),
    ),
    'Slopes: the cost of one item in the largest batch, divided by that in the smallest.\n\n',
    table(
      [
        '',
        'time',
        'time beyond the least',
        'calls',
        'peak memory',
        'peak memory per item in the largest, KB',
      ],
      ways.map(([{ name }, figures]) => slopes(name, figures)),
    ),
  ].join('');
}

async function measure(bench: Bench, way: BatchWay, sizes: number[]): Promise<BatchFigures[]> {
  return await bench.withN8n(async (n8n) => {
    const figures: BatchFigures[] = [];
    // The first run loads and compiles code for the others.
    await run(n8n, way, 4);
    const ends = sizes.filter((_, index) => index === 0 || index === sizes.length - 1);
    for (const items of way.endsOnly ? ends : sizes) figures.push(await run(n8n, way, items));
    return figures;
  });
}

async function run(n8n: BenchN8n, way: BatchWay, items: number): Promise<BatchFigures> {
  await freshEmulator(n8n.emulator);
  if (way.pace) await n8n.control.setRateLimit({ tasks: way.pace.starts, perMs: way.pace.perMs });
  await n8n.control.planTasks({ taskMs });
  await n8n.control.addFault({
    on: 'transcriptions',
    times: null,
    action: { kind: 'delay', ms: elkapiMs },
  });
  const deployed = await n8n.deploy(way.workflow(n8n));
  const before = await n8n.memory.settled();
  const least = way.leastMs(items);
  const { result, peakBytes } = await n8n.memory.peakDuring(async () => {
    const started = await deployed.trigger(recordings(n8n.emulator, items));
    // Polling n8n before that would only slow it down.
    await sleep(least);
    return await started.result({ withinMs: 300_000 });
  });
  if (result.error) throw new Error(`${way.name}: ${result.error.message}`);
  const ready = result.runData.Items?.[0];
  const next = result.runData.Success?.[0];
  const output = next?.data?.main?.[0] ?? [];
  if (!ready || !next || output.length !== items || !output.every(({ json }) => way.isDone(json))) {
    throw new Error(`${way.name}: not all of ${items} items came through`);
  }
  const after = await n8n.memory.settled();
  const counts = await n8n.control.counts();
  const callbacks = await n8n.control.callbacks();
  return {
    items,
    ms: next.startTime - (ready.startTime + ready.executionTime),
    leastMs: least,
    submits: (counts.createTask ?? 0) + (counts.transcriptions ?? 0),
    reads: counts.recordInfo ?? 0,
    callbacks: callbacks.reduce((sum, { attempts }) => sum + attempts.length, 0),
    peakBytes: peakBytes - before.rss,
    keptBytes: after.heapUsed - before.heapUsed,
  };
}

function row(name: string, figure: BatchFigures): string[] {
  return [
    name,
    count(figure.items),
    seconds(figure.ms),
    seconds(figure.leastMs),
    ratio(figure.ms / figure.leastMs),
    count(figure.submits),
    count(figure.reads),
    count(figure.callbacks),
    megabytes(figure.peakBytes),
    megabytes(figure.keptBytes),
  ];
}

function slopes(name: string, figures: BatchFigures[]): string[] {
  const of = (cost: (figure: BatchFigures) => number): string =>
    ratio(slope(figures.map((figure): Growth => ({ size: figure.items, cost: cost(figure) }))));
  const last = figures.at(-1);
  const perItem = last ? last.peakBytes / last.items / 1024 : Number.NaN;
  return [
    name,
    of(({ ms }) => ms),
    of(({ ms, leastMs: least }) => ms - least),
    of(({ submits, reads, callbacks }) => submits + reads + callbacks),
    of(({ peakBytes }) => peakBytes),
    perItem.toFixed(0),
  ];
}
