import { TranscriptionError } from '../../../transcription/errors';
import { partFailure } from '../../../transcription/parts/partFailure';

const ranges = [
  { startSeconds: 0, endSeconds: 60 },
  { startSeconds: 50, endSeconds: 100 },
];
const refused = new TranscriptionError('The account is empty.', {
  code: 'insufficientCredits',
  description: 'Top it up.',
  retryAfterMs: 5,
  mayHaveCharged: true,
});

test('a part that failed says where it belongs, and keeps what its error says', () => {
  expect(partFailure(refused, { index: 1, ranges })).toMatchObject({
    message: 'Part 2 of 2 of the recording (from 0:00:50 to 0:01:40) failed: The account is empty.',
    code: 'insufficientCredits',
    description: 'Top it up.',
    retryAfterMs: 5,
    mayHaveCharged: true,
    cause: refused,
  });
});

test('the ID of what is kept is in the words as well, as some errors lose everything else', () => {
  const { taskId, description } = partFailure(refused, { index: 1, ranges, taskId: 'parts1.x' });
  expect(taskId).toBe('parts1.x');
  expect(description).toBe(
    'Top it up. The other parts are not lost: fetch them with the operation Get Transcript and the task ID parts1.x.',
  );
});

test('neither the texts of the others nor the answer that was paid for is lost', () => {
  const unreadable = new TranscriptionError('It could not be read.', { code: 'badAnswer', answer: '{"tex' });
  expect(partFailure(unreadable, { index: 1, ranges, answer: 'Hello.' }).answer).toBe(
    'the transcripts of the other parts: Hello.\n\n{"tex',
  );
  expect(partFailure(unreadable, { index: 1, ranges }).answer).toBe('{"tex');
  expect(partFailure(refused, { index: 1, ranges }).answer).toBeUndefined();
});

test.each(['submitted', 'transcribed', 'sent'])('it does not claim that nothing was %s', (done) => {
  const description = `Top it up. Nothing was ${done}.`;
  const error = refused.with(refused.message, { description });
  expect(partFailure(error, { index: 1, ranges }).description).toBe(`Top it up. This part was not ${done}.`);
  expect(partFailure(error, { index: 0, ranges: [{ startSeconds: 2 }] }).description).toBe(description);
});

test('a recording in one part has no parts to speak of', () => {
  const { message } = partFailure(refused, { index: 0, ranges: [{ startSeconds: 2, endSeconds: 60 }] });
  expect(message).toBe('The account is empty.');
});
