import { taskFailure, unreadableFile, unreadableResult } from '../../../providers/apikley/taskErrors';

describe('a task that failed', () => {
  test.each([
    ['its message', 'The file is broken. ', '500', 'The file is broken (task ID task_1).'],
    ['its code, as a string', undefined, '500', 'code 500 (task ID task_1).'],
    ['its code, as a number', '', 500, 'code 500 (task ID task_1).'],
    ['nothing at all', undefined, undefined, 'no reason was given (task ID task_1).'],
  ])('is reported with %s', (_what, message, code, said) => {
    const error = taskFailure('task_1', message, code);
    expect(error.message).toBe(`Apikley could not transcribe the recording: ${said}`);
    expect(error).toMatchObject({ code: 'taskFailed', taskId: 'task_1', retryable: false });
  });
});

describe('a result that can not be read', () => {
  const url = 'https://files.example.com/results/a.json?signature=hush#hush';
  const file = unreadableFile('task_1', url, 'its host answered with HTTP 404');

  test('belongs to a completed, paid task, and is fetched later by its ID', () => {
    for (const error of [file, unreadableResult('task_1')]) {
      expect(error).toMatchObject({ code: 'badAnswer', taskId: 'task_1', mayHaveCharged: false });
      expect(error.message).toContain('(task ID task_1');
      expect(error.description).toMatch(/^The task is done and paid for.* Get Transcript/);
      expect(error.description).not.toContain('Base URL');
    }
  });

  test('in a file names the file, without the secrets in its URL', () => {
    expect(file.message).toBe(
      'The result file of the task could not be read: its host answered with HTTP 404 (task ID task_1, file files.example.com/results/a.json).',
    );
  });
});
