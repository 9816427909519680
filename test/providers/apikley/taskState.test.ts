import { taskState } from '../../../providers/apikley/taskState';

test.each(['success', 'SUCCESS', ' Succeeded\n', 'completed', 'Complete', 'finished', 'DONE'])(
  '%j is a success',
  (word) => {
    expect(taskState(word)).toEqual({ is: 'success' });
  },
);

test.each(['fail', 'FAIL', 'failed', 'Failure', ' ERROR '])('%j is a failure', (word) => {
  expect(taskState(word)).toEqual({ is: 'failed' });
});

test.each([
  ...['waiting', 'queuing', 'generating', 'WAITING', 'Queued', 'pending', 'processing', 'RUNNING', 'created'],
  ...['submitted', 'in_progress', 'in progress', 'IN-PROGRESS', '', '  '],
])('%j is a running task', (word) => {
  expect(taskState(word)).toEqual({ is: 'running' });
});

test.each(['warming_up', 'Paused', 'unsuccessful', 'constructor', '__proto__'])('%j is unknown', (word) => {
  expect(taskState(` ${word} `)).toEqual({ is: 'unknown', word });
});

test('an unknown word is fit for a message, whatever it is', () => {
  expect(taskState('held\r\nback\u202e')).toEqual({ is: 'unknown', word: 'held back' });
  const long = taskState('x'.repeat(1_000_000));
  expect(long.is === 'unknown' && long.word.length < 80).toBe(true);
});

test('a word of 60 characters is whole, and a longer one is cut', () => {
  expect(taskState('x'.repeat(60))).toEqual({ is: 'unknown', word: 'x'.repeat(60) });
  expect(taskState('x'.repeat(61))).toEqual({ is: 'unknown', word: `${'x'.repeat(60)}…` });
});
