import { TranscriptionError } from '../../../transcription/errors';
import { notFound, timedOut, waitNote, withTask } from '../../../transcription/tasks/taskErrors';

describe('an error about a task that continues', () => {
  const refused = new TranscriptionError('The key was not accepted.', {
    code: 'unauthorized',
    description: 'Check the key.',
  });

  test('names the task and how to get its transcript, and keeps its message', () => {
    const named = withTask(refused, 'task_1');
    expect(named).toMatchObject({ code: 'unauthorized', retryable: false, taskId: 'task_1', cause: refused });
    expect(named.message).toBe('The key was not accepted. (task ID task_1)');
    expect(named.description).toMatch(
      /^Check the key\. The task was submitted and is not lost: .*Get Transcript/,
    );
  });

  test('keeps whether and when to retry', () => {
    const busy = new TranscriptionError('Too much.', {
      code: 'rateLimited',
      retryable: true,
      retryAfterMs: 5_000,
    });
    expect(withTask(busy, 'task_1')).toMatchObject({ retryable: true, retryAfterMs: 5_000 });
  });

  test('needs no description of its own', () => {
    expect(withTask(new TranscriptionError('No.', { code: 'rejected' }), 'task_1').description).toMatch(
      /^The task was submitted/,
    );
  });

  test('is left unchanged if it already names a task', () => {
    const named = withTask(refused, 'task_1');
    expect(withTask(named, 'task_2')).toBe(named);
  });
});

test('a task that was not found: which, and that it may be the wrong account', () => {
  const error = notFound('task_1');
  expect(error).toMatchObject({ code: 'taskNotFound', taskId: 'task_1', retryable: false });
  expect(error.message).toContain('"task_1"');
  expect(error.description).toContain('credential');
});

describe('a wait that has timed out', () => {
  test('names the task, and what to do', () => {
    const error = timedOut('task_1');
    expect(error).toMatchObject({
      code: 'timeout',
      taskId: 'task_1',
      retryable: false,
      mayHaveCharged: false,
    });
    expect(error.message).toContain('task_1');
    expect(error.description).toMatch(/^The task continues.*Get Transcript.*Wait at Most \(Minutes\)/);
  });

  test('includes the error of the last attempt', () => {
    const problem = new TranscriptionError('No route.', { code: 'network' });
    const error = timedOut('task_1', { problem, unknownState: undefined });
    expect(error.description).toMatch(/^The last attempt to read it failed: No route\. The task continues/);
  });
});

test('a wait without problems mentions none', () => {
  expect(waitNote(undefined)).toBeUndefined();
  expect(waitNote({ problem: undefined, unknownState: undefined })).toBeUndefined();
});

test('users of Get Transcript get advice for Get Transcript', () => {
  const problem = new TranscriptionError('No route.', { code: 'network', description: 'Look at it.' });
  expect(withTask(problem, 'task_1', 'Do it again.').description).toBe('Look at it. Do it again.');
});
