import { z } from 'zod';
import type * as form from '../../nodes/Transcribe/descriptions/mode';
import type * as registry from '../../providers/registry';
import { openSetting, recording, type Setting } from './setting';
import { runUntilSuspended } from './suspended';

/**
 * Any provider of tasks other than Apikley. Here ElkAPI is one: it takes tasks as Apikley does, but signs in with its
 * own credential, and its callbacks have a form of their own.
 */
jest.mock('../../providers/registry', () => {
  const actual = jest.requireActual<typeof registry>('../../providers/registry');
  const { name, create } = actual.definitionOf('apikley');
  const taskIdOfCallback = (body: unknown) => jobSchema.safeParse(body).data?.job;
  const definitionOf: typeof actual.definitionOf = (id) =>
    id === 'elkapi' ? { name, create, taskIdOfCallback } : actual.definitionOf(id);
  return { ...actual, definitionOf };
});
jest.mock('../../nodes/Transcribe/descriptions/mode', () => {
  const actual = jest.requireActual<typeof form>('../../nodes/Transcribe/descriptions/mode');
  const shown = actual.mode.filter(({ type }) => type !== 'hidden');
  return { ...actual, mode: shown.map((parameter) => ({ ...parameter, displayOptions: undefined })) };
});
const jobSchema = z.object({ job: z.string() });

let setting: Setting;
beforeAll(async () => {
  const { engine, ...rest } = await openSetting('default');
  const { keys, urls } = rest.emulator;
  const elkApi = { apiKey: keys.apikley, baseUrl: urls.apikley };
  setting = { ...rest, engine: engine.withCredentials({ elkApi }) };
});
afterAll(() => setting.close());

test('an execution is resumed by callbacks of its own provider, whichever that is', async () => {
  const { control } = setting.emulator;
  const items = ['german.mp3', 'english.mp3'].map((file) => recording(file));
  const { taskIds, endTasks, ringWith } = await runUntilSuspended(setting, items, { provider: 'elkapi' });
  const [first, second] = taskIds;
  const read = async () =>
    (await control.requests())
      .filter(({ operation }) => operation === 'recordInfo')
      .map(({ query }) => query.taskId);

  expect(await ringWith({ job: second })).toMatchObject({ answer: { status: 'waiting' } });
  expect((await read()).at(-1)).toBe(second);
  await endTasks();
  const before = (await read()).length;
  // The second task ran when it was last read, so it is left alone until a callback names it.
  expect(await ringWith({ job: first })).toMatchObject({ answer: { status: 'waiting' } });
  expect((await ringWith({ job: second })).outputs?.[0]).toHaveLength(2);
  expect((await read()).slice(before)).toEqual([first, second]);
});
