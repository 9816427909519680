import { recording, textOf, apikleyNode } from '../../e2e/transcribeNode';
import { inARow, placed } from '../../e2e/workflow';
import { endWithCallbacks, expectTranscripts, suspendedRun, suspending } from '../suspendedRun';
import type { Cluster } from '../cluster';

export function describeSuspended(n8n: () => Cluster): void {
  test('suspended executions sleep and wake over all workers, each once, with all items in order', async () => {
    const runs = ['a', 'b', 'c', 'd', 'e', 'f'];
    const deployed = await n8n().deploy({ node: suspending(n8n()) });
    const suspended = await Promise.all(runs.map((run) => suspendedRun(n8n(), deployed, run)));
    await endWithCallbacks(
      n8n(),
      suspended.flatMap(({ ids }) => ids),
    );
    for (const one of suspended) await expectTranscripts(one);
    expect((await n8n().control.counts()).createTask).toBe(runs.length * 3);
    const workers = await Promise.all(suspended.map(({ started }) => n8n().workersOf(started.executionId)));
    // Once to suspend, and once to resume.
    expect(workers.map(({ length }) => length)).toEqual(runs.map(() => 2));
    expect(new Set(workers.flat())).toEqual(new Set(n8n().workers));
  });

  test('callbacks come to the load balancer in front of the webhook processes', async () => {
    const one = await suspendedRun(n8n(), await n8n().deploy({ node: suspending(n8n()) }));
    await endWithCallbacks(n8n(), one.ids);
    await expectTranscripts(one);
    const callbacks = await n8n().control.callbacks();
    expect(callbacks.map(({ url, outcome }) => [new URL(url).origin, outcome])).toEqual(
      one.ids.map(() => [n8n().balancerUrl, 'delivered']),
    );
  });
}

export function describeTrigger(n8n: () => Cluster): void {
  /** A workflow started by an Apikley Trigger. */
  async function receiver() {
    const nodes = placed([
      {
        name: 'Trigger',
        type: 'n8n-nodes-transcribe.transcribeTrigger',
        credentials: { apikleyApi: n8n().credentials.apikley },
        parameters: { events: ['completed', 'failed'], accept: 'tickets', options: {} },
      },
      { name: 'After', type: 'n8n-nodes-base.noOp' },
    ]);
    const workflow = await n8n().rest.createWorkflow({
      name: 'Receiver',
      nodes,
      connections: inARow(nodes.map(({ name }) => name)),
      settings: { executionOrder: 'v1' },
    });
    await n8n().rest.activateWorkflow(workflow);
    const path = `${nodes[0]?.webhookId ?? ''}/apikley`;
    await n8n().rest.waitForWebhook(path);
    return { workflowId: workflow.id, url: `${n8n().balancerUrl}/webhook/${path}` };
  }

  const executionsOf = (workflowId: string) => n8n().rest.executions({ workflowId });

  test('an Apikley Trigger on the webhook process starts its workflow on a worker', async () => {
    const { workflowId, url } = await receiver();
    await n8n().runWorkflow({
      node: apikleyNode(n8n(), { mode: 'submit' }, { callbackUrl: url, metadata: '{"contact":4711}' }),
      items: [recording('german.mp3')],
    });
    const ids = (await n8n().control.tasks()).map(({ id }) => id);
    await endWithCallbacks(n8n(), ids);
    let executions = await executionsOf(workflowId);
    while (executions.length === 0) executions = await executionsOf(workflowId);
    const { status, data } = await n8n().rest.waitForEnd(executions[0]?.id ?? '');
    expect(status).toBe('success');
    expect(data.resultData.runData.After?.[0]?.data?.main?.[0]?.map(({ json }) => json)).toMatchObject([
      { status: 'completed', taskId: ids[0], text: textOf('german.mp3'), metadata: { contact: 4711 } },
    ]);
    expect(await n8n().workersOf(executions[0]?.id ?? '')).toHaveLength(1);
  });

  test('an Apikley Trigger on the webhook process wakes a suspended execution', async () => {
    const { workflowId, url } = await receiver();
    const one = await suspendedRun(
      n8n(),
      await n8n().deploy({ node: suspending(n8n(), { callbackUrl: url }) }),
    );
    await endWithCallbacks(n8n(), one.ids);
    await expectTranscripts(one);
    const [callback] = await n8n().control.callbacks();
    expect(callback?.url).toContain(`${url}?ticket=`);
    expect(await executionsOf(workflowId)).toEqual([]);
  });
}
