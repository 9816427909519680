import { openSetting, apikley, type Setting } from './setting';

let setting: Setting;
beforeAll(async () => {
  setting = await openSetting('filesystem');
});
afterAll(() => setting.close());
beforeEach(() => setting.emulator.control.reset());

const files = ['english.mp3', 'german.mp3', 'russian.ogg'];
const items = () => files.map((file) => ({ json: { url: `${setting.emulator.urls.files}/audio/${file}` } }));
const byUrl = () => apikley({ audioFrom: 'url', audioUrl: '={{ $json.url }}' });

describe('a failure that stops the workflow', () => {
  test('names the other items whose answers were lost, since they may have been charged', async () => {
    const { control } = setting.emulator;
    for (const lost of ['german', 'russian']) {
      await control.addFault({
        on: 'createTask',
        match: { audioUrl: lost },
        action: { kind: 'drop', when: 'afterProcessing' },
      });
    }
    // Refused last, so that the others are under way by then.
    await control.addFault({
      on: 'createTask',
      match: { audioUrl: 'english' },
      action: { kind: 'delay', ms: 200 },
    });
    await control.addFault({
      on: 'createTask',
      match: { audioUrl: 'english' },
      action: { kind: 'envelope', code: 422, msg: 'No.' },
    });
    const { error } = await setting.engine.run({ parameters: byUrl() }, items());
    expect(await control.charged()).toHaveLength(2);
    expect(error?.message).toBe('Apikley rejected the request: No.');
    expect(error?.description).toBe(
      'Other items were sent and their answers were lost, so they may have been charged although there is nothing to fetch. Check your account before you run them again (items 1, 2).',
    );
  });
});

describe('an execution that is cancelled', () => {
  test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
    'keeps the IDs of its tasks (%s)',
    async (onError) => {
      const { control } = setting.emulator;
      await control.planTasks({ outcome: { kind: 'never' } });
      const running = await setting.engine.start({ parameters: byUrl(), onError }, items());
      await control.waitFor('recordInfo', 3);
      running.cancel();
      const { status, data } = await running.finished;
      expect(status).toBe('canceled');
      const stored = JSON.stringify(data.executionData?.contextData);
      const tasks = await control.tasks();
      expect(tasks).toHaveLength(files.length);
      for (const { id } of tasks) expect(stored).toContain(id);
    },
  );
});
