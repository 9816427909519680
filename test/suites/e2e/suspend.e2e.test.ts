import { readFile } from 'node:fs/promises';
import { resumeAnswer } from '../../../nodes/shared/webhooks/resumeAnswer';
import type { TaskRecord } from '../../../emulator/control';
import { type Harness, sharedN8n } from './harness';
import { needs } from './needs';
import type { Deployed, InputItem, RunResult, StartedRun } from './run';
import { apikleyNode, recording, textOf } from './transcribeNode';
import { inARow, type NodeSpec, placed } from './workflow';

let n8n: Harness;
beforeAll(async () => {
  n8n = await sharedN8n();
});
afterAll(() => n8n.close());
beforeEach(async () => {
  await n8n.control.reset();
  await n8n.control.setRateLimit(null);
  await n8n.control.setFacts({ callbackRetryMs: 100 });
});

const files = ['english.mp3', 'german.mp3', 'russian.ogg', 'dialogue.mp3'];
const fileOf = (index: number) => files[index % files.length] ?? '';

/** Items whose recordings have different URLs. */
const urls = (count: number): InputItem[] =>
  Array.from({ length: count }, (_, index) => ({
    json: { index, url: `${n8n.emulator.urls.files}/audio/${fileOf(index)}?item=${index}` },
  }));

const suspending = (options = {}, parameters = {}): NodeSpec =>
  apikleyNode(
    n8n,
    { mode: 'suspend', audioFrom: 'url', audioUrl: '={{ $json.url }}', ...parameters },
    { tasksPerInterval: 1_000, itemsAtATime: 20, ...options },
  );

/** A suspended run, with the tasks in item order. */
async function suspendedRun(deployed: Deployed, items: InputItem[]) {
  const started = await deployed.trigger(items);
  const { status } = await started.result({ until: 'waiting' });
  expect(status).toBe('waiting');
  const byItem = new Map(
    (await n8n.control.tasks()).map((task) => [
      new URL(task.input.audio_url).searchParams.get('item') ?? '',
      task,
    ]),
  );
  const tasks = items.map((_, index) => byItem.get(String(index)));
  const ids = tasks.map((task) => task?.id ?? '');
  return { started, ids, doorbell: tasks[0]?.callBackUrl ?? '' };
}

/** Ends the tasks one by one; each callback is delivered before the next task ends. */
async function end(ids: string[]) {
  for (const [index, id] of ids.entries()) {
    await n8n.control.endTask(id);
    await n8n.control.waitFor('callback', index + 1);
  }
}

const expectTranscripts = async (started: StartedRun, count: number) => {
  const { status, outputs } = await started.result();
  expect(status).toBe('success');
  expect(outputs[0]?.map(({ json, pairedItem }) => [json.text, pairedItem])).toEqual(
    Array.from({ length: count }, (_, item) => [textOf(fileOf(item)), { item }]),
  );
};

const ring = async (url: string, body: unknown) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.text() };
};

/** How the reconciler interprets the answer of the resume URL. */
const answerAt = async (url: string) => {
  const { status, body } = await ring(url, {});
  return resumeAnswer({ statusCode: status, body: JSON.parse(body) as unknown });
};

/** What a parent workflow continues with after its sub-workflow was suspended and resumed. */
async function inSubWorkflow(): Promise<RunResult> {
  await longTasks();
  const child = await n8n.rest.createWorkflow(
    inARowOf('Child', [
      {
        name: 'Called',
        type: 'n8n-nodes-base.executeWorkflowTrigger',
        typeVersion: 1.1,
        parameters: { inputSource: 'passthrough' },
      },
      { ...suspending(), name: 'Transcribe' },
    ]),
  );
  await n8n.rest.activateWorkflow(child);
  const deployed = await n8n.deploy({
    node: {
      type: 'n8n-nodes-base.executeWorkflow',
      typeVersion: 1.3,
      parameters: {
        source: 'database',
        workflowId: { __rl: true, mode: 'id', value: child.id },
        mode: 'once',
        options: { waitForSubWorkflow: true },
      },
    },
  });
  const started = await deployed.trigger(urls(2));
  expect((await started.result({ until: 'waiting' })).status).toBe('waiting');
  await n8n.control.waitFor('createTask', 2);
  await end(idsInOrder(await n8n.control.tasks()));
  return await started.result();
}

const longTasks = () => n8n.control.planTasks({ taskMs: 600_000 });

describe('Suspend Until Callback', () => {
  test('one item wakes with its transcript, and the node before keeps its own items', async () => {
    await longTasks();
    const deployed = await n8n.deploy({ node: suspending({}, { audioFrom: 'inputData' }) });
    const started = await deployed.trigger([recording('german.mp3', { call: 7 })]);
    await started.result({ until: 'waiting' });
    const [task] = await n8n.control.tasks();
    await n8n.control.endTask(task?.id ?? '');
    const { status, outputs, runData } = await started.result();
    expect(status).toBe('success');
    expect(outputs[0]).toMatchObject([
      {
        json: { status: 'completed', taskId: task?.id, text: textOf('german.mp3') },
        pairedItem: { item: 0 },
      },
    ]);
    expect(runData.Items?.[0]?.data?.main?.[0]?.[0]?.json).toEqual({ call: 7 });
  });

  test('50 items wake in order and paired, with few calls, and no socket while asleep', async () => {
    await longTasks();
    const { started, ids } = await suspendedRun(await n8n.deploy({ node: suspending() }), urls(50));
    expect(await socketsTo(n8n.emulator.urls.apikley)).toBe(0);
    await end(ids);
    await expectTranscripts(started, 50);
    const { recordInfo = 0, createTask } = await n8n.control.counts();
    expect(createTask).toBe(50);
    expect(recordInfo + (await n8n.control.callbacks()).length).toBeLessThanOrEqual(2 * 50 + 20);
  });

  test('callbacks that come in any order', async () => {
    await longTasks();
    const { started, ids } = await suspendedRun(await n8n.deploy({ node: suspending() }), urls(4));
    await end([ids[2] ?? '', ids[0] ?? '', ids[3] ?? '', ids[1] ?? '']);
    await expectTranscripts(started, 4);
  });

  test('two tasks that end at the same instant', async () => {
    await longTasks();
    const { started, ids } = await suspendedRun(await n8n.deploy({ node: suspending() }), urls(2));
    await Promise.all(ids.map((id) => n8n.control.endTask(id)));
    await expectTranscripts(started, 2);
  });

  test('more workflows than have their turn at a time, whose tasks end together', async () => {
    await longTasks();
    const deployed = await n8n.deploy({ node: suspending() });
    const suspended: StartedRun[] = [];
    while (suspended.length < 20) suspended.push((await suspendedRun(deployed, urls(1))).started);
    await n8n.control.addFault({ on: 'recordInfo', times: null, action: { kind: 'delay', ms: 1_000 } });
    const tasks = await n8n.control.tasks();
    await Promise.all(tasks.map(({ id }) => n8n.control.endTask(id)));
    for (const started of suspended) await expectTranscripts(started, 1);
    const tries = (await n8n.control.callbacks()).flatMap(({ attempts }) => attempts);
    expect(tries.map(({ status }) => status)).toContain(503);
  });

  test('a callback that comes before the execution is stored', async () => {
    await n8n.control.addFault({ on: 'callback', action: { kind: 'early' } });
    await n8n.control.setFacts({ callbackTries: 1 });
    const started = await (await n8n.deploy({ node: suspending() })).trigger(urls(1));
    await expectTranscripts(started, 1);
    expect((await n8n.control.callbacks())[0]?.attempts[0]?.status).toBe(409);
  });

  test('a callback that is lost', async () => {
    await n8n.control.addFault({ on: 'callback', times: null, action: { kind: 'lost' } });
    const started = await (await n8n.deploy({ node: suspending() })).trigger(urls(2));
    await expectTranscripts(started, 2);
  });

  test('a callback that comes late, and one that comes twice', async () => {
    await longTasks();
    await n8n.control.addFault({ on: 'callback', action: { kind: 'repeat', times: 2 } });
    await n8n.control.addFault({ on: 'callback', skip: 1, action: { kind: 'late', ms: 1_000 } });
    const { started, ids } = await suspendedRun(await n8n.deploy({ node: suspending() }), urls(2));
    await Promise.all(ids.map((id) => n8n.control.endTask(id)));
    await expectTranscripts(started, 2);
  });

  test.each(['data.taskId', 'data.task_id', 'taskId', 'task_id'] as const)(
    'a callback that spells the id as %s',
    async (callbackId) => {
      await longTasks();
      await n8n.control.setFacts({ callbackId });
      const { started, ids } = await suspendedRun(await n8n.deploy({ node: suspending() }), urls(1));
      await end(ids);
      await expectTranscripts(started, 1);
    },
  );

  test('a callback for a task that nobody knows changes nothing', async () => {
    await longTasks();
    const { started, ids, doorbell } = await suspendedRun(await n8n.deploy({ node: suspending() }), urls(1));
    expect(await ring(doorbell, { taskId: 'task-of-somebody-else' })).toMatchObject({ status: 200 });
    expect((await started.result({ until: 'waiting' })).status).toBe('waiting');
    await end(ids);
    await expectTranscripts(started, 1);
  });

  test('a forged callback, right in shape and wrong in secret, is refused unread', async () => {
    await longTasks();
    const { started, ids, doorbell } = await suspendedRun(await n8n.deploy({ node: suspending() }), urls(1));
    const read = (await n8n.control.counts()).recordInfo ?? 0;
    const forged = new URL(doorbell);
    forged.searchParams.set('transcribe', 'guessed');
    expect(await ring(forged.href, { data: { taskId: ids[0] } })).toEqual({
      status: 403,
      body: '{"status":"refused"}',
    });
    expect((await n8n.control.counts()).recordInfo ?? 0).toBe(read);
    await end(ids);
    await expectTranscripts(started, 1);
  });

  test('a transcript in the body of a callback is not believed', async () => {
    await longTasks();
    const { started, ids, doorbell } = await suspendedRun(await n8n.deploy({ node: suspending() }), urls(1));
    const resultJson = JSON.stringify({ resultObject: { text: 'Pay 5,000 to me.' } });
    const answer = await ring(doorbell, {
      code: 200,
      data: { taskId: ids[0], state: 'success', resultJson },
    });
    expect(answer).toEqual({ status: 200, body: '{"status":"waiting"}' });
    await end(ids);
    await expectTranscripts(started, 1);
  });

  test('a provider that cannot be reached when the doorbell rings', async () => {
    await longTasks();
    const { started, ids } = await suspendedRun(await n8n.deploy({ node: suspending() }), urls(1));
    await n8n.control.setFacts({ callbackTries: 1 });
    await n8n.control.addFault({ on: 'recordInfo', action: { kind: 'drop', when: 'beforeBody' } });
    await end(ids);
    await expectTranscripts(started, 1);
    expect((await n8n.control.callbacks())[0]?.attempts[0]?.status).toBe(503);
  });
});

describe('a batch of which some fail', () => {
  const failing = async (onError?: NodeSpec['onError']) => {
    await n8n.control.planTask({
      match: { audioUrl: 'item=1' },
      outcome: { kind: 'fail', failMsg: 'No speech.' },
    });
    return await n8n.runWorkflow({ node: { ...suspending(), ...(onError && { onError }) }, items: urls(3) });
  };
  const failed = { status: 'failed', error: expect.stringMatching(/No speech \(task ID task_/) as unknown };

  test.each([undefined, 'continueRegularOutput'] as const)(
    'gives failed ones in their place (%s)',
    async (onError) => {
      const { status, outputs } = await failing(onError);
      expect(status).toBe('success');
      expect(outputs[0]?.map(({ json }) => json)).toMatchObject([
        { status: 'completed' },
        failed,
        { status: 'completed' },
      ]);
    },
  );

  test('sends failed ones to the error output', async () => {
    const { status, outputs } = await failing('continueErrorOutput');
    expect(status).toBe('success');
    expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
    expect(outputs[1]).toMatchObject([
      {
        json: { index: 1, error: failed.error, message: expect.stringContaining('Check') as unknown },
        pairedItem: { item: 1 },
      },
    ]);
  });

  test('does not sleep, and names the tasks, when a submit fails and errors stop the workflow', async () => {
    await n8n.control.addFault({
      on: 'createTask',
      match: { audioUrl: 'item=1' },
      action: { kind: 'envelope', code: 422, msg: 'bad audio' },
    });
    const { status, error } = await n8n.runWorkflow({
      node: suspending({ itemsAtATime: 1 }),
      items: urls(2),
    });
    expect([status, error?.message]).toEqual(['error', 'Apikley rejected the request: bad audio.']);
    const [task] = await n8n.control.tasks();
    expect(error?.description).toContain(`item 0: ${task?.id}`);
  });

  test('sleeps for the others when a submit fails and the workflow continues', async () => {
    await n8n.control.addFault({
      on: 'createTask',
      match: { audioUrl: 'item=1' },
      action: { kind: 'envelope', code: 422, msg: 'bad audio' },
    });
    const { status, outputs } = await n8n.runWorkflow({
      node: { ...suspending(), onError: 'continueRegularOutput' },
      items: urls(3),
    });
    expect(status).toBe('success');
    expect(outputs[0]?.map(({ json }) => json)).toMatchObject([
      { text: textOf(fileOf(0)) },
      { status: 'failed', error: 'Apikley rejected the request: bad audio.' },
      { text: textOf(fileOf(2)) },
    ]);
  });

  test('sleeps for the others when the first item is wrong, also with Retry On Fail', async () => {
    const { status, outputs } = await n8n.runWorkflow({
      node: {
        ...suspending(),
        onError: 'continueRegularOutput',
        retryOnFail: true,
        maxTries: 3,
        waitBetweenTries: 10,
      },
      items: [{ json: { url: '' } }, ...urls(3).slice(1)],
    });
    expect(status).toBe('success');
    expect(outputs[0]?.map(({ json }) => json)).toMatchObject([
      { status: 'failed', error: 'The parameter Audio URL is empty.' },
      { text: textOf(fileOf(1)) },
      { text: textOf(fileOf(2)) },
    ]);
    expect(await n8n.control.tasks()).toHaveLength(2);
  });

  test('does not sleep at all when nothing could be submitted', async () => {
    await n8n.control.addFault({
      on: 'createTask',
      times: null,
      action: { kind: 'envelope', code: 402, msg: 'no credits' },
    });
    const { status, outputs } = await n8n.runWorkflow({
      node: { ...suspending(), onError: 'continueRegularOutput' },
      items: urls(2),
    });
    expect(status).toBe('success');
    expect(outputs[0]?.map(({ json }) => json.status)).toEqual(['failed', 'failed']);
  });
});

describe('where it sleeps', () => {
  test('Retry On Fail does not submit what was submitted', async () => {
    await n8n.control.addFault({
      on: 'createTask',
      match: { audioUrl: 'item=1' },
      action: { kind: 'envelope', code: 455, msg: 'maintenance' },
    });
    const started = await (
      await n8n.deploy({
        node: { ...suspending(), retryOnFail: true, maxTries: 2, waitBetweenTries: 10 },
      })
    ).trigger(urls(2));
    await expectTranscripts(started, 2);
    expect(await n8n.control.tasks()).toHaveLength(2);
  });

  test('cancelling ends the reconciler', async () => {
    await longTasks();
    const { started, doorbell } = await suspendedRun(await n8n.deploy({ node: suspending() }), urls(1));
    await n8n.rest.stopExecution(started.executionId);
    expect(await answerAt(doorbell)).toBe('gone');
    const { recordInfo } = await n8n.control.counts();
    // Long enough for two more rings.
    await new Promise((resolve) => setTimeout(resolve, 7_000));
    expect((await n8n.control.counts()).recordInfo).toBe(recordInfo);
    expect((await n8n.rest.execution(started.executionId)).status).toBe('canceled');
  });

  test('deleting ends the reconciler', async () => {
    await longTasks();
    const { started, doorbell } = await suspendedRun(await n8n.deploy({ node: suspending() }), urls(1));
    await n8n.rest.deleteExecution(started.executionId);
    expect(await answerAt(doorbell)).toBe('gone');
    const { recordInfo } = await n8n.control.counts();
    await new Promise((resolve) => setTimeout(resolve, 7_000));
    expect((await n8n.control.counts()).recordInfo).toBe(recordInfo);
  });

  test('in a manual run from the editor', async () => {
    await longTasks();
    const { id } = await n8n.rest.createWorkflow(
      inARowOf('Manual', [trigger, listOf(urls(2)), split, { ...suspending(), name: 'Transcribe' }]),
    );
    const executionId = await n8n.rest.runWorkflow(id, trigger.name);
    await n8n.rest.waitForStatus(executionId, ['waiting'], 30_000);
    await end(idsInOrder(await n8n.control.tasks()));
    const { status, data } = await n8n.rest.waitForEnd(executionId);
    expect(status).toBe('success');
    expect(data.resultData.runData.Transcribe?.at(-1)?.data?.main?.[0]?.map(({ json }) => json.text)).toEqual(
      [textOf(fileOf(0)), textOf(fileOf(1))],
    );
  });

  needs(
    'subWorkflowResults',
    () => {
      test('in a sub-workflow, whose parent gets the transcripts', async () => {
        const { status, outputs } = await inSubWorkflow();
        expect(status).toBe('success');
        expect(outputs[0]?.map(({ json }) => json.text)).toEqual([textOf(fileOf(0)), textOf(fileOf(1))]);
      });
    },
    () => {
      test('in a sub-workflow, after which its parent goes on with its own items', async () => {
        const { status, outputs } = await inSubWorkflow();
        expect(status).toBe('success');
        expect(outputs[0]?.map(({ json }) => json)).toEqual(urls(2).map(({ json }) => json));
      });
    },
  );

  test('a late ring does not wake a node further on that waits for something else', async () => {
    await longTasks();
    const deployed = await n8n.deploy({
      node: suspending(),
      after: [
        {
          name: 'Approval',
          type: 'n8n-nodes-base.wait',
          typeVersion: 1.1,
          parameters: { resume: 'webhook', httpMethod: 'POST', options: {} },
        },
      ],
    });
    const { started, ids, doorbell } = await suspendedRun(deployed, urls(1));
    await end(ids);
    let { runData } = await started.result({ until: 'waiting' });
    while (runData.Approval === undefined) ({ runData } = await started.result({ until: 'waiting' }));
    expect((await ring(doorbell, { taskId: ids[0] })).status).toBe(404);
    expect((await started.result({ until: 'waiting' })).status).toBe('waiting');
    await n8n.rest.stopExecution(started.executionId);
  });

  test('in a loop, whose rounds stay apart', async () => {
    const workflow = inARowOf('Loop', [
      trigger,
      listOf(urls(3)),
      split,
      {
        name: 'Loop',
        type: 'n8n-nodes-base.splitInBatches',
        typeVersion: 3,
        parameters: { batchSize: 1, options: {} },
      },
      { ...suspending(), name: 'Transcribe' },
      { name: 'Done', type: 'n8n-nodes-base.noOp' },
    ]);
    const to = (node: string) => [{ node, type: 'main', index: 0 }];
    const { id } = await n8n.rest.createWorkflow({
      ...workflow,
      connections: {
        ...workflow.connections,
        Loop: { main: [to('Done'), to('Transcribe')] },
        Transcribe: { main: [to('Loop')] },
      },
    });
    const executionId = await n8n.rest.runWorkflow(id, trigger.name);
    const { status, data } = await n8n.rest.waitForEnd(executionId, 60_000);
    expect(status).toBe('success');
    const done = data.resultData.runData.Done?.[0]?.data?.main?.[0];
    expect(done?.map(({ json }) => json.text)).toEqual([0, 1, 2].map((item) => textOf(fileOf(item))));
    expect(await n8n.control.tasks()).toHaveLength(3);
  });
});

const trigger = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
const split: NodeSpec = {
  name: 'Split',
  type: 'n8n-nodes-base.splitOut',
  parameters: { fieldToSplitOut: 'items', options: {} },
};
const listOf = (items: InputItem[]): NodeSpec => ({
  name: 'List',
  type: 'n8n-nodes-base.set',
  typeVersion: 3.4,
  parameters: {
    mode: 'raw',
    jsonOutput: JSON.stringify({ items: items.map(({ json }) => json) }),
    options: {},
  },
});

function inARowOf(name: string, specs: NodeSpec[]) {
  const nodes = placed(specs);
  return {
    name: `e2e ${name} ${nodes[0]?.id ?? ''}`,
    nodes,
    connections: inARow(nodes.map((node) => node.name)),
    settings: { executionOrder: 'v1' },
  };
}

const idsInOrder = (tasks: TaskRecord[]) =>
  [...tasks].sort((a, b) => itemOf(a) - itemOf(b)).map(({ id }) => id);

/** Established connections from this machine to a server's port. Only n8n connects to the emulator's Apikley. */
async function socketsTo(url: string): Promise<number> {
  const port = Number(new URL(url).port).toString(16).toUpperCase().padStart(4, '0');
  const table = await readFile('/proc/net/tcp', 'utf8');
  return table.split('\n').filter((line) => new RegExp(`^ *\\d+: \\S+ \\S+:${port} 01 `).test(line)).length;
}

function itemOf(task: TaskRecord): number {
  return Number(new URL(task.input.audio_url).searchParams.get('item'));
}
