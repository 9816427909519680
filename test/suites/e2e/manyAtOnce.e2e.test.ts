import { setTimeout as sleep } from 'node:timers/promises';

import { isOver } from '../../../playground/execution';
import { type Harness, sharedN8n } from './harness';
import { apikleyNode, textOf } from './transcribeNode';

let n8n: Harness;
beforeAll(async () => {
  n8n = await sharedN8n();
});
afterAll(() => n8n.close());
beforeEach(() => n8n.control.reset());

const asFile = { response: { response: { responseFormat: 'file' } } };

/** The largest number of times within any interval of this many milliseconds. */
function mostWithin(ms: number, times: readonly number[]): number {
  const sorted = [...times].sort((one, other) => one - other);
  let first = 0;
  let most = 0;
  for (const [index, at] of sorted.entries()) {
    while (at - (sorted[first] ?? at) >= ms) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

/** The IDs of a workflow's executions, once `count` of them have ended. */
async function allEnded(workflowId: string, count: number, withinMs: number): Promise<string[]> {
  for (const until = performance.now() + withinMs; ; await sleep(500)) {
    const executions = await n8n.rest.executions({ workflowId });
    const ended = executions.filter(({ status }) => isOver(status));
    if (ended.length >= count) return ended.map(({ id }) => id);
    if (performance.now() > until) throw new Error(`${ended.length} of ${count} executions have ended.`);
  }
}

test('100 executions that start at once give 100 transcripts, and keep to the limits of the account', async () => {
  const count = 100;
  await n8n.control.setRateLimit({ tasks: 20, perMs: 10_000 });
  // 20 tasks that run for 3 s and are polled three times a second: six times the account's limit.
  await n8n.control.planTasks({ taskMs: 3_000 });
  // Each execution has a file of its own: those that a webhook took, n8n 1 may delete while many executions wait.
  const url = `${n8n.emulator.urls.files}/audio/german.mp3`;
  const download = {
    type: 'n8n-nodes-base.httpRequest',
    typeVersion: 4.2,
    parameters: { url, options: asFile },
  };
  const deployed = await n8n.deploy({ node: apikleyNode(n8n), before: [download] });
  await Promise.all(Array.from({ length: count }, () => deployed.trigger([{}])));

  const outcomes = new Map<unknown, number>();
  for (const id of await allEnded(deployed.workflowId, count, 150_000)) {
    const { runData, error } = (await n8n.rest.execution(id)).data.resultData;
    const outcome = error
      ? `${error.message} ${error.description ?? ''}`
      : runData.Success?.[0]?.data?.main?.[0]?.[0]?.json.text;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  expect([...outcomes]).toEqual([[textOf('german.mp3'), count]]);
  expect(await n8n.control.charged()).toHaveLength(count);
  const reads = (await n8n.control.requests()).filter(({ operation }) => operation === 'recordInfo');
  const most = mostWithin(
    1_000,
    reads.map(({ at }) => at),
  );
  expect(most).toBeLessThanOrEqual(10);
});
