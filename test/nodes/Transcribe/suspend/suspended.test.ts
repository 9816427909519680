import { type StoredSuspended, suspendedSchema } from '../../../../nodes/Transcribe/suspend/suspended';
import { defaultOutputOptions, readOutputOptions } from '../../../../nodes/shared/output/options';
import { storedOutput } from '../../../../nodes/shared/output/storedOutput';

const stored = (task: object) => ({
  secret: 's3cret',
  provider: 'apikley',
  errorOutput: false,
  items: [{ kind: 'task', taskId: 'task_1', submittedAtMs: 1, ...task }],
});

test('each task has its own options and recording when the execution is read from storage', () => {
  const output = readOutputOptions({ files: ['srt'], maxLines: 1 });
  const suspended: StoredSuspended = {
    ...stored({}),
    items: [
      { kind: 'task', taskId: 'task_1', submittedAtMs: 1, output: storedOutput(output), recording: 'a.mp3' },
      { kind: 'task', taskId: 'task_2', submittedAtMs: 2, output: {}, recording: undefined },
    ],
  };
  expect(suspendedSchema.parse(JSON.parse(JSON.stringify(suspended))).items).toEqual([
    { kind: 'task', taskId: 'task_1', submittedAtMs: 1, output, recording: 'a.mp3' },
    { kind: 'task', taskId: 'task_2', submittedAtMs: 2, output: defaultOutputOptions },
  ]);
});

test('an execution suspended before an upgrade can still be resumed', () => {
  const before = stored({ output: { includeWords: true, includeRaw: false } });
  expect(suspendedSchema.parse(before).items).toMatchObject([
    { taskId: 'task_1', output: { ...defaultOutputOptions, includeWords: true } },
  ]);
});
