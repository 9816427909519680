import { ringAnswer } from '../../../nodes/Transcribe/suspend/ringAnswer';

const answer = (statusCode: number, body: unknown) => ringAnswer({ statusCode, body });

describe('an answer at the door of a suspended execution ends the ringing', () => {
  test.each([
    ['when the execution has finished', 409, 'The execution "7 has finished already.'],
    ['when it has finished with an error', 409, 'The execution "7" has finished with error.'],
    ['when it was deleted', 404, 'The execution "7" does not exist.'],
    [
      'when another node waits',
      404,
      'The workflow for execution "7" does not contain a waiting webhook with a matching path/method.',
    ],
  ])('%s', (_, status, message) => {
    expect(answer(status, { code: status, message })).toBe('gone');
  });

  test.each([401, 403])('when the secret is refused (%i)', (status) => {
    expect(answer(status, { status: 'refused' })).toBe('gone');
  });
});

describe('and does not end it', () => {
  test.each([
    ['while tasks are running', 200, { status: 'waiting' }],
    ['while a resume is under way, which may still fail', 200, { status: 'resuming' }],
    ['while the run is being stored', 409, { message: 'The execution "7" is running already.' }],
    ['when the provider could not be asked', 503, { status: 'unavailable' }],
    ['when a proxy answers in place of n8n', 404, '404 page not found'],
    ['when n8n is overloaded', 429, {}],
  ])('%s', (_, status, body) => {
    expect(answer(status, body)).toBe('waiting');
  });

  test('when the answer is none', () => {
    expect(ringAnswer(undefined)).toBe('waiting');
  });
});
