import { setTimeout as sleep } from 'node:timers/promises';
import { ended, suspendExecutions, untilQuiet } from './suspendExecutions';
import { type BenchN8n, freshEmulator, withBench } from './bench';
import { type HealthProbe, probeHealth } from './health';
import { count, megabytes, seconds, table } from './markdown';
import type { Memory } from './memory';
import type { PartOptions } from './part';
import { type SuspendingWay, suspendingWays } from './suspendingWays';
import { openSockets } from './sockets';

const fullIdleMs = 5_000;
/** Twice as fast as tasks can be created, "20 new tasks per 10 s for an account". */
const betweenCallbacksMs = 250;
const allWithinMs = 600_000;

interface SuspendedFigures {
  way: SuspendingWay;
  /** Without garbage, by number of suspended executions. */
  memory: Array<{ executions: number } & Memory>;
  /** From the first execution's start until all were suspended. */
  suspendingMs: number;
  sockets: Awaited<ReturnType<typeof openSockets>>;
  /** Provider calls besides submits, before the callbacks. */
  readsSuspended: number;
  idle: ReturnType<HealthProbe['latency']>;
  resuming: ReturnType<HealthProbe['latency']>;
  /** From the first task's end until the last execution's. */
  resumingMs: number;
  /** Executions that were resumed and ended. */
  resumed: number;
  readsWaking: number;
  callbackTries: number;
  peakBytes: number;
  after: Memory;
}

/** Many suspended executions of one item each, called back one by one. */
export async function suspended(part: PartOptions): Promise<string> {
  const { small } = part;
  const steps = small ? [1, 4, 8] : [1, 250, 500, 1_000];
  const figures = await withBench(part, async (bench) => {
    const measured: SuspendedFigures[] = [];
    for (const way of suspendingWays)
      measured.push(await bench.withN8n((n8n) => measure(n8n, way, steps, small ? 500 : fullIdleMs)));
    return measured;
  });
  return [
    'Memory without garbage, beyond that with one execution asleep, MB (resident / JavaScript heap):\n\n',
    table(['', ...steps.slice(1).map(count)], figures.map(memoryRow)),
    `While ${count(steps.at(-1) ?? 0)} sleep, and when their tasks end, four a second:\n\n`,
    table(
      [
        '',
        'all asleep after, s',
        'sockets to the provider asleep, median (most)',
        'reads asleep',
        '/healthz idle, p50 / p99, ms',
        '/healthz waking, p50 / p99 / most, ms',
        'went on',
        'the last after, s',
        'callback tries',
        'reads waking',
        'peak memory beyond asleep, MB',
        'resident after, MB',
      ],
      figures.map(resumingRow),
    ),
  ].join('');
}

async function measure(
  n8n: BenchN8n,
  way: SuspendingWay,
  steps: number[],
  idleMs: number,
): Promise<SuspendedFigures> {
  await freshEmulator(n8n.emulator);
  await n8n.control.planTasks({ outcome: { kind: 'never' } });
  const deployed = await n8n.deploy(way.workflow(n8n));
  const ids: string[] = [];
  const begun = Date.now();
  const memory: SuspendedFigures['memory'] = [];
  for (const executions of steps) {
    ids.push(...(await suspendExecutions(n8n, deployed, executions - ids.length)));
    memory.push({ executions, ...(await n8n.memory.settled()) });
  }
  const suspendingMs = Date.now() - begun;
  const sockets = await openSockets(n8n.emulator.urls.apikley);
  const health = probeHealth(n8n.n8n.url);
  try {
    const idleFrom = Date.now();
    await sleep(idleMs);
    const before = (await n8n.control.counts()).recordInfo ?? 0;
    const tasks = await n8n.control.tasks();
    const from = Date.now();
    const { result: last, peakBytes } = await n8n.memory.peakDuring(async () => {
      for (const { id } of tasks) {
        await n8n.control.endTask(id);
        await sleep(betweenCallbacksMs);
      }
      await untilQuiet(n8n, allWithinMs);
      return await ended(n8n, ids);
    });
    const callbacks = await n8n.control.callbacks();
    return {
      way,
      memory,
      suspendingMs,
      sockets,
      readsSuspended: before,
      idle: health.latency(idleFrom, from),
      resuming: health.latency(from, last.lastAt),
      resumingMs: last.lastAt - from,
      resumed: last.count,
      readsWaking: ((await n8n.control.counts()).recordInfo ?? 0) - before,
      callbackTries: callbacks.reduce((sum, { attempts }) => sum + attempts.length, 0),
      peakBytes: peakBytes - (memory.at(-1)?.rss ?? 0),
      after: await n8n.memory.settled(),
    };
  } finally {
    await health.stop();
  }
}

function memoryRow({ way, memory: [one, ...more] }: SuspendedFigures): string[] {
  const beyond = (now: number, first: number | undefined) => megabytes(now - (first ?? Number.NaN));
  return [
    way.name,
    ...more.map(({ rss, heapUsed }) => `${beyond(rss, one?.rss)} / ${beyond(heapUsed, one?.heapUsed)}`),
  ];
}

function resumingRow(figures: SuspendedFigures): string[] {
  const { way, sockets, idle, resuming } = figures;
  return [
    way.name,
    seconds(figures.suspendingMs),
    `${sockets.median} (${sockets.most})`,
    count(figures.readsSuspended),
    `${idle.p50.toFixed(1)} / ${idle.p99.toFixed(1)}`,
    `${resuming.p50.toFixed(1)} / ${resuming.p99.toFixed(1)} / ${resuming.most.toFixed(1)}`,
    count(figures.resumed),
    seconds(figures.resumingMs),
    count(figures.callbackTries),
    count(figures.readsWaking),
    megabytes(figures.peakBytes),
    megabytes(figures.after.rss),
  ];
}
