import { TranscriptionError, type TranscriptionErrorCode } from '../../../transcription/errors';
import { type EndedPart, endedWhole } from '../../../transcription/parts/endedWhole';
import { partsOfTaskId, recordingSecondsOfTaskId } from '../../../transcription/parts/partsTaskId';
import { boughtNothing, type EndedTask } from '../../../transcription/tasks/finality';
import { transcript } from '../formats/transcripts';

const said = (text: string): EndedTask => ({ state: 'completed', transcript: transcript({ text }) });

const failedWith = (
  code: TranscriptionErrorCode,
  details: { mayHaveCharged?: boolean; answer?: string } = {},
): EndedTask => ({
  state: 'failed',
  error: new TranscriptionError('The service gave up.', { code, description: 'Look there.', ...details }),
});

/** Parts of half an hour with thirty seconds in common. */
const parts = (...ended: EndedTask[]): EndedPart[] =>
  ended.map((end, index) => ({
    taskId: `task_${index + 1}`,
    startSeconds: Math.max(0, index * 1800 - 30),
    endSeconds: (index + 1) * 1800,
    ended: end,
  }));

function errorOf(given: readonly EndedPart[], recordingSeconds?: number): TranscriptionError {
  const ended = endedWhole(given, recordingSeconds);
  if (ended.state !== 'failed') throw new Error('It did not fail.');
  return ended.error;
}

const warningOf = (ended: EndedTask): string | undefined =>
  ended.state === 'completed' ? ended.transcript.warning : undefined;

describe('parts that all have a transcript', () => {
  test('end with one transcript and the task ID of all parts', () => {
    const ended = endedWhole(parts(said('One two three four.'), said('Three four. Five.')), 3600);
    expect(ended).toMatchObject({
      state: 'completed',
      transcript: { status: 'completed', durationSeconds: 3600, text: 'One two three four. Five.' },
    });
    const taskId = (ended.state === 'completed' && ended.transcript.taskId) || '';
    expect(partsOfTaskId(taskId).map((part) => part.taskId)).toEqual(['task_1', 'task_2']);
    expect(recordingSecondsOfTaskId(taskId)).toBe(3600);
  });

  test('have no task ID at a provider without tasks', () => {
    const nameless = parts(said('One.'), said('Two.')).map((part) => ({ ...part, taskId: undefined }));
    expect(endedWhole(nameless)).toMatchObject({ state: 'completed' });
    expect(endedWhole(nameless)).not.toHaveProperty('transcript.taskId');
  });
});

test('a recording that went out whole ended as its task did', () => {
  for (const ended of [said('One.'), failedWith('taskFailed')]) {
    expect(endedWhole([{ taskId: 'task_1', startSeconds: 0, ended }])).toBe(ended);
  }
});

describe('a part that failed', () => {
  const error = errorOf(parts(said('One.'), failedWith('taskFailed'), said('Three.')), 5400);

  test('is named with its place and the reason', () => {
    expect(error.message).toBe(
      'Part 2 of 3 (from 0:29:30 to 1:00:00) was not transcribed: The service gave up.',
    );
    expect(error.description).toMatch(
      /^Look there\. The task ID of the part itself is task_2\. The transcripts of the other parts are kept: .*Get Transcript.* parts1\./,
    );
  });

  test('leaves the task ID of the others, whose transcript says what is missing', () => {
    const left = partsOfTaskId(error.taskId ?? '');
    expect(left.map(({ taskId }) => taskId)).toEqual(['task_1', 'task_3']);
    const ended = endedWhole(
      left.map((part) => ({ ...part, ended: said(part.taskId) })),
      recordingSecondsOfTaskId(error.taskId ?? ''),
    );
    expect(ended).toHaveProperty('transcript.text', 'task_1 task_3');
    expect(warningOf(ended)).toMatch(/^The part from 0:30:00 to 0:59:30 is missing/);
  });

  test('does not let the others be paid again, though nothing was paid for it', () => {
    expect(error.facts.task).toBe('partial');
    expect(boughtNothing(error)).toBe(false);
  });

  test('that the account does not have does not say so of the others', () => {
    expect(errorOf(parts(said('One.'), failedWith('taskNotFound'))).code).toBe('partFailed');
    expect(errorOf(parts(failedWith('taskNotFound'), failedWith('taskNotFound'))).code).toBe('taskNotFound');
  });

  test.each(['badAnswer', 'submitUnclear', 'rateLimited', 'insufficientCredits', 'invalidInput'] as const)(
    'with %s keeps its code',
    (code) => expect(errorOf(parts(said('One.'), failedWith(code))).code).toBe(code),
  );

  test('as the last one leaves the length of the recording', () => {
    const { taskId = '' } = errorOf(parts(said('One.'), failedWith('taskFailed')), 3600);
    const left = partsOfTaskId(taskId).map((part) => ({ ...part, ended: said('One.') }));
    const ended = endedWhole(left, recordingSecondsOfTaskId(taskId));
    expect(warningOf(ended)).toMatch(/^The part from 0:30:00 to 1:00:00 is missing/);
  });
});

describe('several parts that failed', () => {
  test('are all named, with the reason of the first', () => {
    const error = errorOf(
      parts(
        failedWith('badAnswer', { answer: 'half an answer' }),
        said('Two.'),
        failedWith('taskFailed'),
        failedWith('submitUnclear', { mayHaveCharged: true }),
      ),
    );
    expect(error.message).toBe(
      'Parts 1, 3 and 4 of 4 were not transcribed. Part 1 (from 0:00:00 to 0:30:00): The service gave up.',
    );
    expect(error).toMatchObject({ code: 'badAnswer', answer: 'half an answer', mayHaveCharged: true });
  });

  test('have bought nothing only if none of them has', () => {
    expect(boughtNothing(errorOf(parts(failedWith('taskFailed'), failedWith('taskFailed'))))).toBe(true);
    const mixed = errorOf(parts(failedWith('taskFailed'), failedWith('badAnswer')));
    expect([mixed.code, boughtNothing(mixed)]).toEqual(['partFailed', false]);
  });

  test('keep the task ID of all if there is nothing to fetch', () => {
    const { taskId = '', description } = errorOf(parts(failedWith('badAnswer'), failedWith('badAnswer')));
    expect(partsOfTaskId(taskId)).toHaveLength(2);
    expect(description).not.toMatch(/are kept/);
  });
});

test('a provider without tasks has no task ID to give', () => {
  const nameless = parts(said('One.'), failedWith('network')).map((part) => ({ ...part, taskId: undefined }));
  const error = errorOf(nameless);
  expect([error.taskId, error.code]).toEqual([undefined, 'network']);
  expect(error.description).not.toMatch(/Get Transcript/);
});
