import { inARow, placed } from '../../e2e/workflow';
import { textOf } from '../../e2e/transcribeNode';
import type { Cluster } from '../cluster';
import { transcribing } from '../suspendedRun';

const trigger = 'Run it';
const node = 'Transcribe';
const file = 'german.mp3';

/** For a cluster that runs them on its workers, as n8n 3.0 always does. */
export function describeManualRuns(n8n: () => Cluster): void {
  test.each([
    ['wait', 1],
    ['suspend', 2],
  ])('a manual run in the mode "%s" is on a worker from start to finish', async (mode, times) => {
    const nodes = placed([
      { name: trigger, type: 'n8n-nodes-base.manualTrigger' },
      {
        name: node,
        ...transcribing(n8n(), { mode, audioUrl: `${n8n().emulator.urls.files}/audio/${file}` }),
      },
    ]);
    const { id } = await n8n().rest.createWorkflow({
      name: `Manual run: ${mode}`,
      nodes,
      connections: inARow([trigger, node]),
      settings: { executionOrder: 'v1' },
    });
    const executionId = await n8n().rest.runWorkflow(id, trigger);
    const { status, mode: ranAs, data } = await n8n().rest.waitForEnd(executionId, 150_000);
    expect([status, ranAs]).toEqual(['success', 'manual']);
    expect(data.resultData.runData[node]?.at(-1)?.data?.main?.[0]?.[0]?.json.text).toBe(textOf(file));
    expect(await n8n().workersOf(executionId)).toHaveLength(times);
  });
}
