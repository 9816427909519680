import { setTimeout as sleep } from 'node:timers/promises';
import { RateLimit } from '../../emulator/rateLimit';
import { apikleyReadPace } from '../../providers/apikley/options';
import type { Cluster } from '../suites/queue/cluster';
import { freshEmulator, withBench } from './bench';
import { count, table } from './markdown';
import { waitForCall } from './ownNodes';
import type { PartOptions } from './part';
import { percentile } from './statistics';
import { suspendExecutions, untilQuiet } from './suspendExecutions';
import { suspendingNode } from './suspendingWays';

/** Twice as fast as tasks can be created, "20 new tasks per 10 s for an account". */
const betweenCallbacksMs = 250;
const allWithinMs = 900_000;
const next = { name: 'Next', type: 'n8n-nodes-base.noOp' };

/**
 * Suspended executions of one item each in queue mode, behind a load balancer that sends each call to a random webhook
 * process. Each task is called back twice at once. After the next node the execution waits for an approval, so that
 * n8n's own check does not hide a second resume.
 */
export async function many(part: PartOptions): Promise<string> {
  const executions = part.small ? 8 : 1_000;
  const rows = await withBench(part, async (bench) => {
    const measured: string[][] = [];
    for (const webhooks of [1, 2]) {
      measured.push([
        String(webhooks),
        ...(await bench.withCluster(webhooks, (cluster) => measure(cluster, executions))),
      ]);
    }
    return measured;
  });
  return table(
    [
      'webhook processes',
      'went on',
      'more than once',
      'tasks submitted',
      'callback → next node, p50 / p95 / most, ms',
      'callback tries',
      'reads',
      'refused by the limit',
      'most reads in a second',
    ],
    rows,
  );
}

async function measure(cluster: Cluster, executions: number): Promise<string[]> {
  const { control } = cluster;
  await freshEmulator(cluster.emulator);
  await control.setReadLimit({ reads: apikleyReadPace.starts, perMs: apikleyReadPace.perMs });
  await control.planTasks({ outcome: { kind: 'never' } });
  const deployed = await cluster.deploy({ node: suspendingNode(cluster), after: [next, waitForCall] });
  const ids = await suspendExecutions(cluster, deployed, executions);
  await cluster.idle();
  const repeated: Array<Promise<void>> = [];
  for (const { id } of await control.tasks()) {
    await control.endTask(id);
    repeated.push(control.sendCallback({ taskId: id }));
    await sleep(betweenCallbacksMs);
  }
  await Promise.all(repeated);
  await untilQuiet(cluster, allWithinMs);
  await cluster.idle();

  const runs = await runsOf(cluster, ids);
  const times = await timesToResume(cluster, ids);
  const at = (percent: number) => percentile(times, percent).toFixed(0);
  const callbacks = await control.callbacks();
  const reads = (await control.requests()).filter(({ operation }) => operation === 'recordInfo');
  return [
    count(runs.filter((ran) => ran >= 2).length),
    count(runs.filter((ran) => ran > 2).length),
    count((await control.tasks()).length),
    `${at(50)} / ${at(95)} / ${at(100)}`,
    count(callbacks.reduce((sum, { attempts }) => sum + attempts.length, 0)),
    count(reads.length),
    count(refused(reads.map((read) => read.at))),
    count(mostWithin(reads.map((read) => read.at))),
  ];
}

/** How often workers ran each execution: once to suspend it, and once for each time that it was resumed. */
async function runsOf({ workers }: Cluster, ids: string[]): Promise<number[]> {
  const runs = new Map<string, number>();
  for (const worker of workers) {
    for (const [, id = ''] of (await worker.log()).matchAll(/Worker started execution (\S+) /g)) {
      runs.set(id, (runs.get(id) ?? 0) + 1);
    }
  }
  return ids.map((id) => runs.get(id) ?? 0);
}

/** From the provider's first callback to the start of the next node. */
async function timesToResume({ control, rest }: Cluster, ids: string[]): Promise<number[]> {
  const calledAt = new Map<string, number>();
  for (const { taskId, attempts } of await control.callbacks()) {
    const [first] = attempts;
    if (first) calledAt.set(taskId, Math.min(first.at, calledAt.get(taskId) ?? first.at));
  }
  const times: number[] = [];
  for (const id of ids) {
    const { runData } = (await rest.execution(id)).data.resultData;
    const [run] = runData[next.name] ?? [];
    const taskId = run?.data?.main?.[0]?.[0]?.json.taskId;
    const from = typeof taskId === 'string' ? calledAt.get(taskId) : undefined;
    if (run !== undefined && from !== undefined) times.push(run.startTime - from);
  }
  return times;
}

/** Reads beyond the account's limit. */
function refused(reads: number[]): number {
  const limit = new RateLimit({ count: apikleyReadPace.starts, perMs: apikleyReadPace.perMs });
  return reads.filter((at) => !limit.admit(at)).length;
}

function mostWithin(reads: number[]): number {
  const sorted = [...reads].sort((one, other) => one - other);
  return Math.max(
    0,
    ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + apikleyReadPace.perMs).length),
  );
}
