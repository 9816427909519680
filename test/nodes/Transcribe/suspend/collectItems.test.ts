import type { BinaryHelperFunctions } from 'n8n-workflow';
import { collectedItems } from '../../../../nodes/Transcribe/suspend/collectItems';
import type { Suspended } from '../../../../nodes/Transcribe/suspend/suspended';
import { readOutputOptions } from '../../../../nodes/shared/output/options';
import { TranscriptionError } from '../../../../transcription/errors';
import { taskIdOfParts } from '../../../../transcription/parts/partsTaskId';
import type { EndedTask } from '../../../../transcription/tasks/finality';
import { notFound, type WaitNotes } from '../../../../transcription/tasks/taskErrors';
import type { Transcript } from '../../../../transcription/transcript';

const transcript = (taskId: string): Transcript => ({
  provider: 'apikley',
  model: 'any',
  status: 'completed',
  taskId,
  text: `Said in ${taskId}.`,
  words: [{ text: 'Said', start: 0, end: 0.5 }],
  raw: { text: taskId },
});

type Item = Suspended['items'][number];

const task = (taskId: string, collection = {}, recording?: string, durationSeconds?: number): Item => ({
  kind: 'task',
  taskId,
  submittedAtMs: Date.UTC(2030, 0, 1),
  output: readOutputOptions(collection),
  recording,
  durationSeconds,
});
const neverSubmitted: Item = {
  kind: 'failed',
  json: { error: 'There is no file.', status: 'failed', advice: 'Add one.' },
};

const completed = (taskId: string): EndedTask => ({ state: 'completed', transcript: transcript(taskId) });
const failed = (error: TranscriptionError): EndedTask => ({ state: 'failed', error });
const unheard = new TranscriptionError('Apikley could not transcribe it.', {
  code: 'taskFailed',
  taskId: 'task_2',
  description: 'Check the recording.',
});

const keep: BinaryHelperFunctions['prepareBinaryData'] = async (_, fileName, mimeType = '') => ({
  data: '',
  fileName,
  mimeType,
});

const collect = (
  items: Item[],
  ended: Array<[string, EndedTask]>,
  errorOutput = false,
  prepareBinaryData = keep,
  open: Array<[string, WaitNotes]> = [],
) =>
  collectedItems(
    { prepareBinaryData },
    { secret: 'secret', provider: 'apikley', errorOutput, items },
    new Map(ended),
    new Map(open),
  );

const jsonOf = async (...collected: Parameters<typeof collect>) => (await collect(...collected))[0]?.json;

describe('the items', () => {
  test('are as many as went in, in their order and paired with them, in whatever order the tasks ended', async () => {
    const items = await collect(
      [task('task_1'), neverSubmitted, task('task_2'), task('task_3')],
      [
        ['task_3', completed('task_3')],
        ['task_2', failed(unheard)],
        ['task_1', completed('task_1')],
      ],
    );
    expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3].map((item) => ({ item })));
    expect(items.map(({ json }) => json.text ?? json.error)).toEqual([
      'Said in task_1.',
      'There is no file.',
      'Apikley could not transcribe it.',
      'Said in task_3.',
    ]);
  });

  test('keep their order in whatever order their files are stored', async () => {
    let count = 0;
    const slowFirst: typeof keep = async (...file) => {
      await new Promise((resolve) => setTimeout(resolve, 20 - 5 * count++));
      return await keep(...file);
    };
    const names = ['a', 'b', 'c', 'd'];
    const items = await collect(
      names.map((name) => task(name, { files: ['txt'] }, `${name}.mp3`)),
      names.map((name) => [name, completed(name)]),
      false,
      slowFirst,
    );
    expect(items.map(({ json, binary }) => [json.taskId, binary?.txt?.fileName])).toEqual(
      names.map((name) => [name, `${name}.txt`]),
    );
  });

  test('do not have all their files in memory at once', async () => {
    let [now, most] = [0, 0];
    const counting: typeof keep = async (...file) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return await keep(...file);
    };
    const names = Array.from({ length: 100 }, (_, index) => `task_${index}`);
    const items = names.map((name) => task(name, { files: ['srt', 'txt'] }));
    await collect(
      items,
      names.map((name) => [name, completed(name)]),
      false,
      counting,
    );
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(8);
  });

  test('may share one task', async () => {
    const items = await collect([task('task_1'), task('task_1')], [['task_1', completed('task_1')]]);
    expect(items.map(({ json }) => json.text)).toEqual(['Said in task_1.', 'Said in task_1.']);
  });

  test('may be empty', async () => {
    expect(await collect([], [])).toEqual([]);
  });

  test.each([false, true])(
    'show unfinished tasks as such, with their task IDs (error output: %s)',
    async (errorOutput) => {
      const items = await collect(
        [task('task_1'), task('task_2')],
        [['task_1', completed('task_1')]],
        errorOutput,
      );
      expect(items.map(({ json }) => json)).toMatchObject([
        { status: 'completed', text: 'Said in task_1.' },
        {
          provider: 'apikley',
          status: 'processing',
          taskId: 'task_2',
          createdAt: '2030-01-01T00:00:00.000Z',
        },
      ]);
      expect(items[1]?.json).not.toHaveProperty('warning');
    },
  );

  test('say why such tasks could not be read, without secrets from a URL', async () => {
    const problem = new TranscriptionError('No way to http://h/x?key=abc.', { code: 'network' });
    const open: Array<[string, WaitNotes]> = [['task_1', { problem, unknownState: 'archived' }]];
    const [item] = await collect([task('task_1')], [], false, keep, open);
    expect(item?.json.warning).toContain('"archived"');
    expect(item?.json.warning).toContain('No way to http://h/x');
    expect(item?.json.warning).not.toContain('abc');
  });

  test('are the same when they are made again, because the collected data is not changed', async () => {
    const ended: Array<[string, EndedTask]> = [['task_1', completed('task_1')]];
    const first = await collect([task('task_1')], ended);
    const all = { includeWords: true, includeRaw: true, simplify: false, files: ['srt'] };
    expect(await jsonOf([task('task_1', all)], ended)).toMatchObject({ ...transcript('task_1') });
    expect(await collect([task('task_1')], ended)).toEqual(first);
  });
});

describe('a transcript', () => {
  const simple = {
    status: 'completed',
    dialogue: 'Said in task_1.',
    taskId: 'task_1',
    text: 'Said in task_1.',
  };

  test('is shown as each item requests', async () => {
    const items = await collect(
      [task('task_1'), task('task_2', { includeWords: true, files: ['srt'] }, 'call.mp3')],
      [
        ['task_1', completed('task_1')],
        ['task_2', completed('task_2')],
      ],
    );
    expect(items[0]).toEqual({ json: simple, pairedItem: { item: 0 } });
    expect(items[1]?.json).toHaveProperty('words');
    expect(items[1]?.binary).toMatchObject({ srt: { fileName: 'call.srt' } });
  });

  test('goes to the first output unchanged, even if there is one for errors', async () => {
    expect(await jsonOf([task('task_1')], [['task_1', completed('task_1')]], true)).toEqual(simple);
  });

  test('comes out even if its file cannot be stored', async () => {
    const full = async () => {
      throw new Error('disk full');
    };
    const ended: Array<[string, EndedTask]> = [['task_1', completed('task_1')]];
    const json = await jsonOf([task('task_1', { files: ['txt'] })], ended, false, full);
    expect(json).toMatchObject(simple);
    expect(json?.warning).toContain('transcript-task_1.txt');
  });
});

describe('a task that failed', () => {
  test('says so in its item, with its ID and what to do', async () => {
    expect(await jsonOf([task('task_2')], [['task_2', failed(unheard)]])).toEqual({
      error: 'Apikley could not transcribe it.',
      status: 'failed',
      taskId: 'task_2',
      advice: 'Check the recording.',
    });
  });

  test('has only error and message for the error output, by which every n8n recognises it', async () => {
    expect(await jsonOf([task('task_2')], [['task_2', failed(unheard)]], true)).toEqual({
      error: 'Apikley could not transcribe it.',
      message: 'Check the recording.',
    });
  });

  test('without advice has no description', async () => {
    const error = new TranscriptionError('No.', { code: 'taskFailed' });
    expect(await jsonOf([task('task_2')], [['task_2', failed(error)]])).toEqual({
      error: 'No.',
      status: 'failed',
    });
  });

  test('because it was not found names its ID', async () => {
    expect(await jsonOf([task('task_2')], [['task_2', failed(notFound('task_2'))]])).toMatchObject({
      status: 'failed',
      taskId: 'task_2',
    });
  });

  test('can be stored, because it contains no error object and nothing of its cause', async () => {
    const error = new TranscriptionError('No.', { code: 'taskFailed', cause: new Error('hush') });
    const json = await jsonOf([task('task_2')], [['task_2', failed(error)]]);
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
    expect(JSON.stringify(json)).not.toContain('hush');
  });
});

test.each([false, true])(
  'an item that was never submitted comes out as it was suspended (error output: %s)',
  async (errorOutput) => {
    expect((await collect([neverSubmitted], [], errorOutput))[0]).toEqual({
      json: { error: 'There is no file.', status: 'failed', advice: 'Add one.' },
      pairedItem: { item: 0 },
    });
  },
);

describe('a recording in parts', () => {
  const taskId = taskIdOfParts(
    [
      { taskId: 'a', startSeconds: 0, endSeconds: 60 },
      { taskId: 'b', startSeconds: 50, endSeconds: 100 },
    ],
    100,
  );
  const item = task(taskId, {}, undefined, 100);

  test('is one item with all that was said, without what its parts needed to be joined', async () => {
    const json = await jsonOf(
      [item],
      [
        ['b', completed('b')],
        ['a', completed('a')],
      ],
    );
    expect(json).toMatchObject({ status: 'completed', taskId, durationSeconds: 100 });
    expect(json).not.toHaveProperty('words');
    expect(json).not.toHaveProperty('raw');
    expect(json?.text).toContain('Said in a.');
  });

  test('of which one has not ended says why it could not be read, under the ID of all', async () => {
    const problem = new TranscriptionError('The key was not accepted.', { code: 'unauthorized' });
    const json = await jsonOf([item], [['a', completed('a')]], false, keep, [
      ['b', { problem, unknownState: undefined }],
    ]);
    expect(json).toMatchObject({ status: 'processing', taskId, durationSeconds: 100 });
    expect(json?.warning).toContain('The key was not accepted.');
  });

  test('of which one failed names in words what is kept, which is all that the error output has', async () => {
    const json = await jsonOf(
      [item],
      [
        ['a', completed('a')],
        ['b', failed(unheard)],
      ],
      true,
    );
    expect(json?.error).toMatch(/^Part 2 of 2/);
    expect(json?.message).toMatch(/Get Transcript and the task ID parts1\.1\./);
  });
});
