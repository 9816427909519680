import { collectedItems } from '../../../nodes/Transcribe/suspend/collected';
import type { Suspended } from '../../../nodes/Transcribe/suspend/suspended';
import { TranscriptionError } from '../../../transcription/errors';
import type { EndedTask } from '../../../transcription/fanIn';
import { notFound } from '../../../transcription/taskErrors';
import type { Transcript } from '../../../transcription/transcript';

const transcript = (taskId: string): Transcript => ({
  provider: 'apikley',
  model: 'any',
  status: 'completed',
  taskId,
  text: `Said in ${taskId}.`,
  words: [{ text: 'Said', start: 0, end: 0.5 }],
  raw: { text: taskId },
});

const withoutBulk = (taskId: string) => {
  const { words, raw, ...rest } = transcript(taskId);
  expect([words, raw]).not.toContain(undefined);
  return rest;
};

type Item = Suspended['items'][number];

const task = (taskId: string, output = { includeWords: false, includeRaw: false }): Item => ({
  kind: 'task',
  taskId,
  submittedAtMs: Date.UTC(2030, 0, 1),
  output,
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

const collect = (items: Item[], ended: Array<[string, EndedTask]>, errorOutput = false) =>
  collectedItems({ secret: 'secret', provider: 'apikley', errorOutput, items }, new Map(ended));

describe('the items', () => {
  test('are as many as went in, in their order and paired with them, in whatever order the tasks ended', () => {
    const items = collect(
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

  test('may be several of one task', () => {
    const items = collect([task('task_1'), task('task_1')], [['task_1', completed('task_1')]]);
    expect(items.map(({ json }) => json.text)).toEqual(['Said in task_1.', 'Said in task_1.']);
  });

  test('may be none', () => {
    expect(collect([], [])).toEqual([]);
  });

  test('are not made of tasks of which it is not known that they ended', () => {
    const attempt = () => collect([task('task_1'), task('task_2')], [['task_1', completed('task_1')]]);
    expect(attempt).toThrow(TypeError);
    expect(attempt).toThrow('task_2');
  });

  test('are the same when they are made again: what is collected is not changed', () => {
    const ended: Array<[string, EndedTask]> = [['task_1', completed('task_1')]];
    const first = collect([task('task_1')], ended);
    const all = { includeWords: true, includeRaw: true };
    expect(collect([task('task_1', all)], ended)[0]?.json).toEqual({ ...transcript('task_1') });
    expect(collect([task('task_1')], ended)).toEqual(first);
  });
});

describe('a transcript', () => {
  test.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])(
    'shows its words (%s) and its raw answer (%s) where its item asks for them',
    (includeWords, includeRaw) => {
      const other = { includeWords: !includeWords, includeRaw: !includeRaw };
      const items = collect(
        [task('task_1', { includeWords, includeRaw }), task('task_2', other)],
        [
          ['task_1', completed('task_1')],
          ['task_2', completed('task_2')],
        ],
      );
      const { words, raw } = transcript('task_1');
      expect(items[0]?.json).toEqual({
        ...withoutBulk('task_1'),
        ...(includeWords && { words }),
        ...(includeRaw && { raw }),
      });
      expect(Object.keys(items[1]?.json ?? {}).includes('words')).toBe(!includeWords);
      expect(Object.keys(items[1]?.json ?? {}).includes('raw')).toBe(!includeRaw);
    },
  );

  test('goes to the first output as it is, also where there is one for errors', () => {
    expect(collect([task('task_1')], [['task_1', completed('task_1')]], true)[0]?.json).toEqual(
      withoutBulk('task_1'),
    );
  });
});

describe('a task that failed', () => {
  test('says so in its item, with its ID and how to go on', () => {
    expect(collect([task('task_2')], [['task_2', failed(unheard)]])[0]?.json).toEqual({
      error: 'Apikley could not transcribe it.',
      status: 'failed',
      taskId: 'task_2',
      advice: 'Check the recording.',
    });
  });

  test('has nothing but error and details for the error output, by which n8n knows it', () => {
    expect(collect([task('task_2')], [['task_2', failed(unheard)]], true)[0]?.json).toEqual({
      error: 'Apikley could not transcribe it.',
      details: { status: 'failed', taskId: 'task_2', advice: 'Check the recording.' },
    });
  });

  test('and gives no advice has none', () => {
    const error = new TranscriptionError('No.', { code: 'taskFailed' });
    expect(collect([task('task_2')], [['task_2', failed(error)]])[0]?.json).toEqual({
      error: 'No.',
      status: 'failed',
    });
  });

  test('because the provider does not know it names its ID', () => {
    expect(collect([task('task_2')], [['task_2', failed(notFound('task_2'))]])[0]?.json).toMatchObject({
      status: 'failed',
      taskId: 'task_2',
    });
  });

  test('can be stored: it holds no error object, and nothing of its cause', () => {
    const error = new TranscriptionError('No.', { code: 'taskFailed', cause: new Error('hush') });
    const { json } = collect([task('task_2')], [['task_2', failed(error)]])[0] ?? {};
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
    expect(JSON.stringify(json)).not.toContain('hush');
  });
});

test.each([false, true])(
  'an item that was never submitted comes out as it went to sleep (error output: %s)',
  (errorOutput) => {
    expect(collect([neverSubmitted], [], errorOutput)[0]).toEqual({
      json: { error: 'There is no file.', status: 'failed', advice: 'Add one.' },
      pairedItem: { item: 0 },
    });
  },
);
