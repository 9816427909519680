import { partTasksOf } from '../../../../nodes/Transcribe/suspend/partTasks';
import { readOutputOptions } from '../../../../nodes/shared/output/options';
import { taskIdOfParts } from '../../../../transcription/parts/partsTaskId';

const output = readOutputOptions({});
const submittedAtMs = Date.UTC(2030, 0, 1);

test('a recording in one piece is one task', () => {
  expect(partTasksOf({ taskId: 'task_1', submittedAtMs, output })).toEqual([
    { taskId: 'task_1', submittedAtMs, output },
  ]);
});

test('a recording in parts is a task for each', () => {
  const taskId = taskIdOfParts([
    { taskId: 'a', startSeconds: 0, endSeconds: 60 },
    { taskId: 'b', startSeconds: 50, endSeconds: 100 },
  ]);
  expect(partTasksOf({ taskId, submittedAtMs, output })).toEqual([
    { taskId: 'a', submittedAtMs, output, isPart: true },
    { taskId: 'b', submittedAtMs, output, isPart: true },
  ]);
});

test('the only part of a recording whose sound begins late is a part all the same', () => {
  const taskId = taskIdOfParts([{ taskId: 'a', startSeconds: 2, endSeconds: 60 }]);
  expect(partTasksOf({ taskId, submittedAtMs, output })).toMatchObject([{ taskId: 'a', isPart: true }]);
});
