import { fixtureBytes, fixtureNamed } from '../../emulator/recordings/fixtures';
import { apikley, elkapi, openSetting, type Setting } from './setting';

const { text } = fixtureNamed('german.mp3');

let setting: Setting;
beforeAll(async () => {
  setting = await openSetting('filesystem');
});
afterAll(() => setting.close());
beforeEach(() => setting.emulator.control.reset());

const control = () => setting.emulator.control;
const items = (count: number) => Array.from({ length: count }, () => ({}));
const byUrl = (options = {}) =>
  apikley({ audioFrom: 'url', audioUrl: `${setting.emulator.urls.files}/audio/german.mp3` }, options);

async function created() {
  return (await control().requests()).filter(({ operation }) => operation === 'createTask');
}

describe('a batch', () => {
  test('waits as a whole when one item hits the rate limit', async () => {
    const atATime = 4;
    const pauseMs = 2_000;
    await control().addFault({
      on: 'createTask',
      action: { kind: 'http', status: 429, headers: { 'retry-after': String(pauseMs / 1_000) } },
    });
    // The others in flight can't know of the refusal. They end long after it, so that on a busy machine, too, none of
    // them makes room for another one before the refusal was read.
    await control().addFault({
      on: 'createTask',
      times: atATime - 1,
      action: { kind: 'delay', ms: pauseMs / 2 },
    });
    const { outputs } = await setting.engine.run(
      { parameters: byUrl({ itemsAtATime: atATime, tasksPerInterval: 20, intervalSeconds: 0.1 }) },
      items(12),
    );
    expect(outputs[0]?.map(({ json }) => json.text)).toEqual(items(12).map(() => text));
    const requests = await created();
    expect(requests).toHaveLength(13);
    const refusedAt = requests[0]?.at ?? 0;
    for (const { at } of requests.slice(atATime)) expect(at - refusedAt).toBeGreaterThanOrEqual(pauseMs - 50);
  });

  test('does not wait for a slow upload', async () => {
    await control().addFault({
      on: 'upload',
      match: { fileName: 'slow' },
      action: { kind: 'hold', until: 'createTask', count: 4 },
    });
    const files = ['slow', 'b', 'c', 'd', 'e'].map((name) => ({
      files: { data: { content: fixtureBytes('german.mp3'), fileName: `${name}.mp3` } },
    }));
    const { outputs } = await setting.engine.run({ parameters: apikley({}, { itemsAtATime: 2 }) }, files);
    expect(outputs[0]?.map(({ json }) => json.text)).toEqual(files.map(() => text));
    const order = (await created()).map(({ fields }) => /([a-z]+)\.mp3/.exec(JSON.stringify(fields))?.[1]);
    expect(order[4]).toBe('slow');
  });

  test('submits nothing more once it is cancelled, and does not wait for its turn', async () => {
    await control().planTasks({ outcome: { kind: 'never' } });
    const running = await setting.engine.start(
      { parameters: byUrl({ tasksPerInterval: 3, intervalSeconds: 3_600 }) },
      items(20),
    );
    await control().waitFor('createTask', 3);
    running.cancel();
    expect((await running.finished).status).toBe('canceled');
    expect(await created()).toHaveLength(3);
  });

  test('never has more recordings in progress than Items at a Time', async () => {
    const files = items(6).map(() => ({
      files: { data: { content: fixtureBytes('german.mp3'), fileName: 'german.mp3' } },
    }));
    await control().addFault({ on: 'upload', times: 6, action: { kind: 'delay', ms: 100 } });
    await setting.engine.run({ parameters: apikley({}, { itemsAtATime: 1 }) }, files);
    const sent = (await control().requests()).map(({ operation }) => operation);
    const submits = sent.filter((operation) => operation === 'upload' || operation === 'createTask');
    expect(submits).toEqual(items(6).flatMap(() => ['upload', 'createTask']));
  });

  test('is not held back by the node if the provider names no limit', async () => {
    const audioUrl = `${setting.emulator.urls.files}/audio/german.mp3`;
    const running = await setting.engine.start(
      { parameters: elkapi({ audioFrom: 'url', audioUrl }) },
      items(60),
    );
    // At Apikley's pace the last item would be submitted after half a minute, but this test ends earlier.
    await control().waitFor('transcriptions', 60);
    expect((await running.finished).status).toBe('success');
  });

  test('in suspend mode learns of its first tasks while it submits the others', async () => {
    const count = 16;
    const { status } = await setting.engine.run(
      {
        parameters: {
          ...byUrl({ tasksPerInterval: count / 2, intervalSeconds: 3 }),
          mode: 'suspend',
        },
      },
      items(count),
    );
    expect(status).toBe('waiting');
    const { recordInfo = 0 } = await control().counts();
    // The second half is too recent to be read.
    expect(recordInfo).toBeGreaterThan(0);
    expect(recordInfo).toBeLessThanOrEqual(count / 2);
  });
});
