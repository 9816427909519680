import type { FaultInput } from '../../../emulator/faults';
import { openReverseProxy, type ReverseProxy } from './reverseProxy';
import { ownN8n, type OwnHarness } from './harness';
import { apikleyNode, textOf } from './transcribeNode';

let proxy: ReverseProxy;
let n8n: OwnHarness;
beforeAll(async () => {
  proxy = await openReverseProxy();
  n8n = await ownN8n({ env: { WEBHOOK_URL: `${proxy.url}/` } });
  proxy.leadTo(n8n.n8n.url);
});
afterAll(async () => {
  await n8n.close();
  await proxy.close();
});
beforeEach(async () => {
  proxy.turnAway([]);
  await n8n.control.reset();
  await n8n.control.setRateLimit(null);
  await n8n.control.planTasks({ taskMs: 600_000 });
});

const files = ['english.mp3', 'german.mp3', 'russian.ogg', 'dialogue.mp3', 'english.wav'];
const items = (count: number) =>
  files.slice(0, count).map((file) => ({ json: { url: `${n8n.emulator.urls.files}/audio/${file}` } }));

const suspending = (options = {}) =>
  n8n.deploy({
    node: apikleyNode(
      n8n,
      { mode: 'suspend', audioFrom: 'url', audioUrl: '={{ $json.url }}' },
      { tasksPerInterval: 1_000, itemsAtATime: 1, ...options },
    ),
  });

const callbacksAreLost = () =>
  n8n.control.addFault({ on: 'callback', times: null, action: { kind: 'lost' } });

describe('an execution that is suspended', () => {
  test('wakes although a proxy turned its own rings away with 401 and 403', async () => {
    await callbacksAreLost();
    proxy.turnAway([401, 403]);
    const deployed = await suspending();
    const runs = [await deployed.trigger(items(1)), await deployed.trigger(items(1))];
    for (const run of runs) await run.result({ until: 'waiting' });
    await proxy.waitForTurnedAway(2, 20_000);
    for (const { id } of await n8n.control.tasks()) await n8n.control.endTask(id);
    for (const run of runs) {
      const { status, outputs } = await run.result({ withinMs: 30_000 });
      expect(status).toBe('success');
      expect(outputs[0]?.map(({ json }) => json.text)).toEqual([textOf('english.mp3')]);
    }
  });

  test('does not take the pages of a proxy, however many, for the end of a task', async () => {
    await n8n.control.setFacts({ callbackTries: 1 });
    const html = { contentType: 'text/html', body: '<h1>Sorry</h1>' };
    const json = { contentType: 'application/json', body: '{"error":"upstream"}' };
    const pages = [200, 400, 402, 403, 404, 422].flatMap((status) => [
      { status, ...html },
      { status, ...json },
    ]);
    const run = await (await suspending()).trigger(items(1));
    await run.result({ until: 'waiting' });
    const taskId = (await n8n.control.tasks())[0]?.id ?? '';
    const foreign = (page: (typeof pages)[number]): FaultInput => ({
      on: 'recordInfo',
      action: { kind: 'body', ...page },
    });
    for (const page of pages) {
      await n8n.control.addFault(foreign(page));
      await n8n.control.sendCallback({ taskId });
    }
    expect((await n8n.control.counts()).recordInfo).toBeGreaterThan(5);
    expect((await run.result({ until: 'waiting' })).status).toBe('waiting');

    await n8n.control.clearFaults();
    await n8n.control.endTask(taskId);
    const { status, outputs } = await run.result();
    expect(status).toBe('success');
    expect(outputs[0]?.map(({ json }) => json)).toMatchObject([
      { status: 'completed', taskId, text: textOf('english.mp3') },
    ]);
  });

  test('resumes before its deadline with what there is, when one of five tasks cannot be read', async () => {
    await callbacksAreLost();
    const run = await (await suspending({ deadlineHours: 0.01 })).trigger(items(5));
    expect((await run.result({ until: 'waiting' })).status).toBe('waiting');
    const tasks = await n8n.control.tasks();
    const ids = files.map((file) => tasks.find(({ input }) => input.audio_url.endsWith(file))?.id ?? '');
    await n8n.control.addFault({
      on: 'recordInfo',
      times: null,
      match: { taskId: ids[2] ?? '' },
      action: { kind: 'envelope', code: 500, msg: 'Server exception' },
    });
    for (const id of ids) await n8n.control.endTask(id);
    const { status, outputs } = await run.result();
    expect(status).toBe('success');
    expect(
      outputs[0]?.map(({ json, pairedItem }) => [json.taskId, json.status, json.text, pairedItem]),
    ).toEqual(
      files.map((file, item) =>
        item === 2
          ? [ids[item], 'processing', undefined, { item }]
          : [ids[item], 'completed', textOf(file), { item }],
      ),
    );
  });
});

describe('two retries of one execution that failed', () => {
  test('have a doorbell each, and each wakes when its own tasks have ended', async () => {
    await n8n.control.addFault({
      on: 'createTask',
      match: { audioUrl: 'german' },
      action: { kind: 'envelope', code: 422, msg: 'refused' },
    });
    const failed = await (await suspending()).trigger(items(2));
    expect((await failed.result()).status).toBe('error');
    const one = await failed.retry();
    const other = await failed.retry();
    for (const run of [one, other]) {
      expect((await run.result({ until: 'waiting' })).status).toBe('waiting');
    }
    const [shared, ofOne, ofOther] = await n8n.control.tasks();
    const secretOf = (url = '') => new URL(url).searchParams.get('transcribe');
    const texts = files.slice(0, 2).map(textOf);

    await n8n.control.endTask(shared?.id ?? '');
    await n8n.control.endTask(ofOne?.id ?? '');
    const first = await one.result({ withinMs: 30_000 });
    expect(first.outputs[0]?.map(({ json }) => json.text)).toEqual(texts);
    expect((await other.result({ until: 'waiting' })).status).toBe('waiting');

    await n8n.control.endTask(ofOther?.id ?? '');
    const second = await other.result({ withinMs: 30_000 });
    expect(second.outputs[0]?.map(({ json }) => [json.taskId, json.text])).toEqual([
      [shared?.id, texts[0]],
      [ofOther?.id, texts[1]],
    ]);
    expect(secretOf(ofOne?.callBackUrl)).not.toBe(secretOf(ofOther?.callBackUrl));
  });
});
