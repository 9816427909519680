import { ownN8n, type OwnHarness } from './harness';
import { apikleyNode, textOf } from './transcribeNode';

let n8n: OwnHarness;
beforeAll(async () => {
  n8n = await ownN8n();
});
afterAll(() => n8n.close());
beforeEach(async () => {
  await n8n.control.reset();
  await n8n.control.planTasks({ taskMs: 600_000 });
});

const files = ['english.mp3', 'german.mp3', 'russian.ogg'];

async function suspended(deadlineHours = 24) {
  const deployed = await n8n.deploy({
    node: apikleyNode(
      n8n,
      { mode: 'suspend', audioFrom: 'url', audioUrl: '={{ $json.url }}' },
      { deadlineHours },
    ),
  });
  const started = await deployed.trigger(
    files.map((file) => ({ json: { url: `${n8n.emulator.urls.files}/audio/${file}` } })),
  );
  expect((await started.result({ until: 'waiting' })).status).toBe('waiting');
  const tasks = await n8n.control.tasks();
  const ids = files.map((file) => tasks.find(({ input }) => input.audio_url.endsWith(file))?.id ?? '');
  return { started, ids };
}

async function restart() {
  await n8n.n8n.kill();
  await n8n.n8n.start();
}

describe('n8n killed while an execution is suspended', () => {
  test('is woken by a callback that comes after the restart', async () => {
    const { started, ids } = await suspended();
    await restart();
    for (const id of ids) await n8n.control.endTask(id);
    const { status, outputs } = await started.result();
    expect(status).toBe('success');
    expect(outputs[0]?.map(({ json }) => json.text)).toEqual(files.map(textOf));
  });

  test('between the last callback but one and the restart: the last one finds all transcripts', async () => {
    const { started, ids } = await suspended();
    const [first = '', second = '', third = ''] = ids;
    await n8n.control.endTask(first);
    await n8n.control.endTask(second);
    await n8n.control.waitFor('callback', 2);
    await restart();
    await n8n.control.endTask(third);
    const { outputs } = await started.result();
    expect(outputs[0]?.map(({ json }) => json.text)).toEqual(files.map(textOf));
  });

  test('between the last callback and the resume: the next callback wakes it', async () => {
    const { started, ids } = await suspended();
    // The collection started by the callback gets no answer, so the kill comes before the resume.
    await n8n.control.setFacts({ callbackTries: 1 });
    await n8n.control.addFault({ on: 'recordInfo', action: { kind: 'stall' } });
    const reads = (await n8n.control.counts()).recordInfo ?? 0;
    for (const id of ids) await n8n.control.endTask(id);
    await n8n.control.waitFor('recordInfo', reads + 1);
    await n8n.n8n.kill();
    await n8n.n8n.start();
    await n8n.control.sendCallback({ taskId: ids[2] ?? '' });
    const { status, outputs } = await started.result();
    expect(status).toBe('success');
    expect(outputs[0]?.map(({ json }) => json.text)).toEqual(files.map(textOf));
  });

  test('with a callback lost after the restart: another one takes the ringing up again', async () => {
    const { started, ids } = await suspended();
    const [first = '', second = '', third = ''] = ids;
    await restart();
    await n8n.control.addFault({ on: 'callback', action: { kind: 'lost' } });
    await n8n.control.endTask(third);
    await n8n.control.endTask(first);
    await n8n.control.addFault({
      on: 'recordInfo',
      match: { taskId: second },
      action: { kind: 'neverReady' },
    });
    await n8n.control.endTask(second);
    const { outputs } = await started.result();
    expect(outputs[0]?.map(({ json }) => json.text)).toEqual(files.map(textOf));
  });

  test('with its last callback lost: the deadline brings the task IDs, and Get Transcript the rest', async () => {
    const { started, ids } = await suspended(0.01);
    await n8n.n8n.kill();
    await n8n.control.addFault({ on: 'callback', times: null, action: { kind: 'lost' } });
    for (const id of ids) await n8n.control.endTask(id);
    await n8n.n8n.start();
    const { status, outputs } = await started.result({ withinMs: 180_000 });
    expect(status).toBe('success');
    expect(outputs[0]?.map(({ json }) => json)).toMatchObject(
      ids.map((taskId) => ({ provider: 'apikley', status: 'processing', taskId })),
    );
    const fetched = await n8n.runWorkflow({
      node: apikleyNode(n8n, { operation: 'getTranscript', taskId: '={{ $json.taskId }}' }),
      items: ids.map((taskId) => ({ json: { taskId } })),
    });
    expect(fetched.outputs[0]?.map(({ json }) => json.text)).toEqual(files.map(textOf));
  }, 240_000);
});
