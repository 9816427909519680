import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchN8n, freshEmulator, withBench } from './bench';
import { table } from './markdown';
import type { PartOptions } from './part';
import { suspendExecutions } from './suspendExecutions';
import { type SuspendingWay, suspendingWays } from './suspendingWays';
import { percentile } from './statistics';

/** Long enough for a resumed execution to end without being polled meanwhile. */
const settleMs = 800;

/** Time from the provider's last callback to the start of the next node. */
export async function resume(part: PartOptions): Promise<string> {
  const executions = part.small ? 1 : 30;
  const rows = await withBench(part, async (bench) => {
    const measured: string[][] = [];
    for (const way of suspendingWays) {
      const times = await bench.withN8n((n8n) => measure(n8n, way, executions));
      const at = (percent: number) => percentile(times, percent).toFixed(0);
      measured.push([way.name, String(times.length), at(50), at(95), at(100)]);
    }
    return measured;
  });
  return table(['last callback → next node', 'executions', 'p50, ms', 'p95, ms', 'most, ms'], rows);
}

async function measure(n8n: BenchN8n, way: SuspendingWay, executions: number): Promise<number[]> {
  await freshEmulator(n8n.emulator);
  await n8n.control.planTasks({ outcome: { kind: 'never' } });
  const spec = way.workflow(n8n);
  const deployed = await n8n.deploy(spec);
  const [next] = spec.after ?? [];
  const times: number[] = [];
  // The first one loads the code that the others use.
  for (let round = 0; round <= executions; round++) {
    const [id] = await suspendExecutions(n8n, deployed, 1);
    const task = (await n8n.control.tasks()).at(-1);
    if (id === undefined || task === undefined) throw new Error('Nothing sleeps.');
    await n8n.control.endTask(task.id);
    await sleep(settleMs);
    const { data } = await n8n.rest.waitForEnd(id);
    const sent = (await n8n.control.callbacks()).find(({ taskId }) => taskId === task.id)?.attempts.at(-1);
    const started = data.resultData.runData[next?.name ?? '']?.[0]?.startTime;
    if (sent === undefined || started === undefined) throw new Error(`Execution ${id} did not go on.`);
    times.push(started - sent.at);
  }
  return times.slice(1);
}
