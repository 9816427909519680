import { TranscriptionError } from '../../../transcription/errors';
import { endedRecording } from '../../../transcription/parts/endedRecording';
import { isPlain, partsOfTaskId, taskIdOfParts } from '../../../transcription/parts/partsTaskId';
import type { EndedTask } from '../../../transcription/tasks/finality';
import { transcript } from '../formats/transcripts';

const said = (text: string): EndedTask => ({ state: 'completed', transcript: transcript({ text }) });
const unheard: EndedTask = {
  state: 'failed',
  error: new TranscriptionError('No speech.', { code: 'taskFailed', taskId: 'b' }),
};
const both = taskIdOfParts(
  [
    { taskId: 'a', startSeconds: 0, endSeconds: 60 },
    { taskId: 'b', startSeconds: 50, endSeconds: 100 },
  ],
  100,
);

test('a plain task ends as itself', () => {
  const ended = said('One.');
  expect(endedRecording('a', new Map([['a', ended]]))).toBe(ended);
  expect(endedRecording('a', new Map([['b', ended]]))).toBeUndefined();
});

test('a recording in parts ends with its last part, whichever that is', () => {
  expect(endedRecording(both, new Map([['b', said('Two.')]]))).toBeUndefined();
  const ended = endedRecording(
    both,
    new Map([
      ['b', said('Two.')],
      ['a', said('One.')],
    ]),
  );
  expect(ended).toMatchObject({
    state: 'completed',
    transcript: { text: 'One. Two.', taskId: both, durationSeconds: 100 },
  });
});

test('a failed part leaves the task ID of the others', () => {
  const ended = endedRecording(
    both,
    new Map([
      ['a', said('One.')],
      ['b', unheard],
    ]),
  );
  const error = ended?.state === 'failed' ? ended.error : undefined;
  expect(partsOfTaskId(error?.taskId ?? '').map(({ taskId }) => taskId)).toEqual(['a']);
});

test('the only part of a recording fails in its own words', () => {
  const late = taskIdOfParts([{ taskId: 'b', startSeconds: 2, endSeconds: 60 }], 60);
  const ended = endedRecording(late, new Map([['b', unheard]]));
  expect(ended).toHaveProperty('error.message', 'No speech.');
  expect(ended).toHaveProperty('error.code', 'taskFailed');
});

test.each([
  ['a', true],
  [both, false],
  [taskIdOfParts([{ taskId: 'a', startSeconds: 2, endSeconds: 60 }]), false],
])('%s is plain: %s', (taskId, plain) => {
  expect(isPlain(partsOfTaskId(taskId))).toBe(plain);
});

test('a damaged ID is refused', () => {
  expect(() => endedRecording(both.slice(0, -1), new Map())).toThrow(TranscriptionError);
});
