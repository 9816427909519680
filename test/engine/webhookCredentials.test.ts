import { TestCredentials } from './credentialsHelper';
import { apikley, openSetting, recording, type Setting } from './setting';
import { runUntilSuspended } from './suspended';

let setting: Setting;
beforeAll(async () => {
  setting = await openSetting('default');
});
afterAll(() => setting.close());
beforeEach(() => setting.emulator.control.reset());
afterEach(() => jest.restoreAllMocks());

const readings = () => jest.spyOn(TestCredentials.prototype, 'getDecrypted');

test('a suspended execution that is called back reads its credential once', async () => {
  const items = ['german.mp3', 'english.mp3'].map((file) => recording(file));
  const { endTasks, ring } = await runUntilSuspended(setting, items);
  await endTasks();
  const read = readings();
  const asked = await recordInfos();
  expect((await ring()).outputs?.[0]).toHaveLength(2);
  expect((await recordInfos()) - asked).toBe(2);
  expect(read).toHaveBeenCalledTimes(1);
});

test('a trigger that is called back reads its credential once', async () => {
  const { control, urls } = setting.emulator;
  const callbackUrl = `${urls.files}/callback`;
  const parameters = apikley({ mode: 'submit' }, { callbackUrl });
  await setting.engine.run({ parameters }, [recording('english.mp3')]);
  const [task] = await control.tasks();
  await control.endTask(task?.id ?? '');
  const read = readings();
  const { outputs } = await setting.engine.call(
    { role: 'trigger', parameters: {} },
    {
      query: Object.fromEntries(new URL(task?.callBackUrl ?? callbackUrl).searchParams),
      body: { taskId: task?.id ?? '' },
    },
  );
  expect(outputs?.[0]).toHaveLength(1);
  expect(read).toHaveBeenCalledTimes(1);
});

async function recordInfos(): Promise<number> {
  return (await setting.emulator.control.counts()).recordInfo ?? 0;
}
