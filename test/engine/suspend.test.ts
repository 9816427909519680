import { readdirSync } from 'node:fs';
import { Container } from '@n8n/di';
import { z } from 'zod';
import type * as write from '../../transcription/formats/write';
import { fixtureNamed } from '../../emulator/recordings/fixtures';
import { runUntilSuspended } from './suspended';
import type { CallResult, EngineRun } from './engine';
import { openSetting, recording, type Setting } from './setting';

/** Writes files as usual, unless a test makes it fail. */
const writing = { fails: false };
jest.mock('../../transcription/formats/write', () => {
  const actual = jest.requireActual<typeof write>('../../transcription/formats/write');
  const writeInSteps: typeof actual.writeInSteps = (...parameters) => {
    if (writing.fails) throw new RangeError('a defect');
    return actual.writeInSteps(...parameters);
  };
  return { ...actual, writeInSteps };
});

const files = ['german.mp3', 'english.mp3'];
const recordings = () => files.map((file) => recording(file));

let setting: Setting;
beforeAll(async () => {
  setting = await openSetting('filesystem');
});
afterAll(() => setting.close());
beforeEach(async () => {
  writing.fails = false;
  await setting.emulator.control.reset();
});

const output = { files: ['srt', 'txt'] };
const reads = async () => (await setting.emulator.control.counts()).recordInfo ?? 0;

const expectItems = ({ outputs }: CallResult) => {
  expect(outputs?.[0]?.map(({ json, pairedItem }) => [json.text, pairedItem])).toEqual(
    files.map((file, item) => [fixtureNamed(file).text, { item }]),
  );
};

/** The files that n8n keeps with an execution, including its input. */
async function storedFiles({ executionId }: EngineRun): Promise<number> {
  const { StorageConfig } = await import('n8n-core');
  const { storagePath } = Container.get(StorageConfig);
  const folder = `${storagePath}/workflows/workflow/executions/${executionId}/binary_data`;
  return readdirSync(folder).filter((name) => !name.endsWith('.metadata')).length;
}

describe('a suspended execution', () => {
  test('stays suspended while a task runs, and makes no files', async () => {
    const { run, ring, taskIds } = await runUntilSuspended(setting, recordings(), { output });
    expect(run.status).toBe('waiting');
    const before = await storedFiles(run);
    await setting.emulator.control.endTask(taskIds[0] ?? '');
    expect(await ring()).toEqual({ status: 200, answer: { status: 'waiting' }, outputs: undefined });
    expect(await storedFiles(run)).toBe(before);
  });

  test('resumes with each transcript and its files, in item order', async () => {
    const { endTasks, callBack } = await runUntilSuspended(setting, recordings(), { output });
    await endTasks();
    const rung = await callBack();
    expect(rung).toMatchObject({ status: 200, answer: { status: 'resuming' } });
    expectItems(rung);
    expect(rung.outputs?.[0]?.map(({ binary }) => [binary?.srt?.fileName, binary?.txt?.fileName])).toEqual([
      ['german.srt', 'german.txt'],
      ['english.srt', 'english.txt'],
    ]);
  });

  test('resumes with the options that its items were suspended with', async () => {
    const parameters = {
      output: { simplify: false, fileName: '={{ $json.name }}', files: ['txt'], includeWords: true },
    };
    const { endTasks, ring } = await runUntilSuspended(
      setting,
      [recording('german.mp3', { name: 'one' }), recording('english.mp3', { name: 'two' })],
      parameters,
    );
    await endTasks();
    const { outputs } = await ring();
    expect(outputs?.[0]?.map(({ binary }) => binary?.txt?.fileName)).toEqual(['one.txt', 'two.txt']);
    for (const { json } of outputs?.[0] ?? []) {
      expect(json).toHaveProperty('model');
      expect(json).toHaveProperty('words');
    }
  });

  test('stores little for each of its items', async () => {
    const { run } = await runUntilSuspended(setting, recordings(), { output: {} });
    expect(suspendedIn(run).items).toMatchObject([
      { kind: 'task', output: {}, recording: 'german.mp3' },
      { kind: 'task', output: {}, recording: 'english.mp3' },
    ]);
  });

  test('resumes even if it was suspended before an upgrade', async () => {
    const { run, endTasks, ring } = await runUntilSuspended(setting, recordings());
    for (const item of suspendedIn(run).items) {
      item.output = { includeWords: true, includeRaw: false };
      delete item.recording;
    }
    await endTasks();
    const rung = await ring();
    expectItems(rung);
    expect(rung.outputs?.[0]?.[0]?.json).toHaveProperty('words');
  });

  test('resumes although the account, which others use as well, is at its limit for a moment', async () => {
    const { endTasks, ring } = await runUntilSuspended(setting, recordings());
    await endTasks();
    await setting.emulator.control.addFault({
      on: 'recordInfo',
      action: { kind: 'envelope', code: 429, msg: 'Too many requests' },
    });
    const rung = await ring();
    expect(rung.status).toBe(200);
    expectItems(rung);
  });

  test('resumes for one of many simultaneous callbacks, and makes its files once', async () => {
    const { run, endTasks, ring } = await runUntilSuspended(setting, recordings(), { output });
    const before = await storedFiles(run);
    await endTasks();
    const rung = await Promise.all([ring(), ring(), ring(), ring()]);
    const resuming = rung.filter(({ outputs }) => outputs !== undefined);
    expect(resuming).toHaveLength(1);
    for (const result of resuming) expectItems(result);
    expect(rung.map(({ answer }) => answer)).toEqual(rung.map(() => ({ status: 'resuming' })));
    expect(await storedFiles(run)).toBe(before + files.length * output.files.length);
  });

  test('does not resume with fewer items when they cannot be made, but resumes at a later ring', async () => {
    const { endTasks, ring } = await runUntilSuspended(setting, recordings(), { output });
    await endTasks();
    writing.fails = true;
    expect(await ring()).toEqual({ status: 503, answer: { status: 'unavailable' }, outputs: undefined });
    const asked = await reads();
    writing.fails = false;
    expectItems(await ring());
    // The transcripts were kept.
    expect(await reads()).toBe(asked);
  });

  test('resumes again, from tasks read anew, if n8n has not continued after a minute', async () => {
    const { endTasks, ring } = await runUntilSuspended(setting, recordings(), { output });
    await endTasks();
    expectItems(await ring());
    const asked = await reads();
    expect((await ring()).outputs).toBeUndefined();
    expect(await reads()).toBe(asked);
    const aMinuteLater = Date.now() + 60_000;
    const clock = jest.spyOn(Date, 'now').mockReturnValue(aMinuteLater);
    try {
      expectItems(await ring());
    } finally {
      clock.mockRestore();
    }
    expect(await reads()).toBe(asked + files.length);
  });

  test('resumes with its transcripts even if the disk is full', async () => {
    const { endTasks, ring } = await runUntilSuspended(setting, recordings(), { output });
    await endTasks();
    const mend = setting.engine.breakStorage();
    try {
      const rung = await ring();
      expectItems(rung);
      for (const { json, binary } of rung.outputs?.[0] ?? []) {
        expect(json.warning).toContain('n8n could not store the file');
        expect(binary).toBeUndefined();
      }
    } finally {
      mend();
    }
  });

  test('has failed tasks among its items, without files', async () => {
    const { control } = setting.emulator;
    const { taskIds, ring } = await runUntilSuspended(setting, recordings(), { output });
    await control.addFault({
      on: 'recordInfo',
      match: { taskId: taskIds[0] },
      times: null,
      action: { kind: 'envelope', code: 501, msg: 'No speech.' },
    });
    await control.endTask(taskIds[1] ?? '');
    const { outputs } = await ring();
    expect(outputs?.[0]).toMatchObject([{ json: { status: 'failed' } }, { json: { status: 'completed' } }]);
    expect(outputs?.[0]?.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([[], output.files]);
  });
});

const storedSchema = z.object({
  items: z.array(z.object({ output: z.unknown(), recording: z.string().optional() }).passthrough()),
});

/** What the node remembers while suspended: the actual objects, so that a test can backdate them. */
function suspendedIn({ data }: EngineRun): z.infer<typeof storedSchema> {
  const context = data.executionData?.contextData['node:Transcribe'] ?? {};
  const stored = storedSchema.parse(context.suspended);
  context.suspended = { ...z.record(z.unknown()).parse(context.suspended), ...stored };
  return stored;
}
