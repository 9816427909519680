import { setTimeout as sleep } from 'node:timers/promises';
import type { Execution } from '../../../playground/execution';
import type { Deployed, InputItem, StartedRun } from '../e2e/run';
import { apikleyNode, textOf } from '../e2e/transcribeNode';
import type { NodeSpec } from '../e2e/workflow';
import type { Cluster } from './cluster';

const files = ['english.mp3', 'german.mp3', 'russian.ogg'];
const fileOf = (index: number): string => files[index % files.length] ?? '';

/** Far longer than any test: these tasks end when a test ends them. */
const endlessMs = 3_600_000;

export const endlessTasks = (n8n: Cluster) => n8n.control.planTasks({ taskMs: endlessMs });

/** Items whose recordings have different URLs, also between runs. */
export const recordingsOf = (n8n: Cluster, run: string, count: number): InputItem[] =>
  Array.from({ length: count }, (_, index) => ({
    json: { url: `${n8n.emulator.urls.files}/audio/${fileOf(index)}?item=${run}-${index}` },
  }));

export const transcribing = (
  n8n: Cluster,
  parameters: Record<string, unknown>,
  options: Record<string, unknown> = {},
): NodeSpec =>
  apikleyNode(
    n8n,
    { audioFrom: 'url', audioUrl: '={{ $json.url }}', ...parameters },
    { tasksPerInterval: 1_000, ...options },
  );

export const suspending = (n8n: Cluster, options: Record<string, unknown> = {}): NodeSpec =>
  transcribing(n8n, { mode: 'suspend' }, options);

/** The tasks of a run's items, in item order. */
export async function tasksOf(n8n: Cluster, run: string, count: number) {
  const byItem = new Map(
    (await n8n.control.tasks()).map((task) => [
      new URL(task.input.audio_url).searchParams.get('item'),
      task.id,
    ]),
  );
  return Array.from({ length: count }, (_, index) => byItem.get(`${run}-${index}`) ?? '');
}

/** A suspended run, and the tasks that it waits for. */
export interface SuspendedRun {
  started: StartedRun;
  ids: string[];
}

export async function suspendedRun(
  n8n: Cluster,
  deployed: Deployed,
  run = 'run',
  count = 3,
): Promise<SuspendedRun> {
  const started = await deployed.trigger(recordingsOf(n8n, run, count));
  expect((await started.result({ until: 'waiting' })).status).toBe('waiting');
  return { started, ids: await tasksOf(n8n, run, count) };
}

export async function endTasks(n8n: Cluster, ids: string[]): Promise<void> {
  for (const id of ids) await n8n.control.endTask(id);
}

/** Ends tasks that have a callback. Resolves when all callbacks were answered or lost. */
export async function endWithCallbacks(n8n: Cluster, ids: string[]): Promise<void> {
  const before = (await n8n.control.counts()).callback ?? 0;
  await endTasks(n8n, ids);
  await n8n.control.waitFor('callback', before + ids.length, 60_000);
}

/** Waits until a suspended execution has resumed, and has come to a later node that suspends it again. */
export async function untilSuspendedAt(
  n8n: Cluster,
  { started: { executionId } }: SuspendedRun,
  node: string,
): Promise<Execution> {
  for (const until = Date.now() + 150_000; ; await sleep(250)) {
    const execution = await n8n.rest.execution(executionId);
    const { runData, lastNodeExecuted } = execution.data.resultData;
    if (execution.status === 'waiting' && lastNodeExecuted === node && runData[node]) return execution;
    if (Date.now() > until)
      throw new Error(`Execution ${executionId} is ${execution.status} at ${lastNodeExecuted}.`);
  }
}

/** As many items out as went in, in the same order, each paired with its own. */
export async function expectTranscripts({ started, ids }: SuspendedRun): Promise<void> {
  const { status, outputs, error } = await started.result();
  expect([status, error?.message]).toEqual(['success', undefined]);
  expect(outputs[0]?.map(({ json, pairedItem }) => [json.taskId, json.text, pairedItem])).toEqual(
    ids.map((id, item) => [id, textOf(fileOf(item)), { item }]),
  );
}
