import { repeatableFailure, submitFailure, TranscriptionError } from '../../transcription/errors';
import { TransportError } from '../../transcription/calls/http';

const refused = new TransportError('the connection was refused (ECONNREFUSED)', false, true);
const broken = new TransportError('the connection was closed (ECONNRESET)', true, true);
const untrusted = new TransportError("the server's certificate is not trusted", false, false);

describe('an error without details', () => {
  const error = new TranscriptionError('No.', { code: 'rejected' });

  test('is not retryable, has cost nothing, and has no task', () => {
    expect(error).toMatchObject({ retryable: false, mayHaveCharged: false });
    expect([error.retryAfterMs, error.taskId, error.description, error.cause]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('is an Error with its own name', () => {
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe('TranscriptionError: No.');
  });
});

describe('a free call that got no answer', () => {
  test.each([refused, broken])('may be retried, whether or not it was sent: $reason', (transport) => {
    expect(repeatableFailure('Apikley could not be reached', transport)).toMatchObject({
      code: 'network',
      message: `Apikley could not be reached: ${transport.reason}.`,
      retryable: true,
      mayHaveCharged: false,
      cause: transport,
    });
  });

  test('is not retried when it would fail in the same way', () => {
    expect(repeatableFailure('Apikley could not be reached', untrusted).retryable).toBe(false);
  });
});

describe('a paid call that got no answer', () => {
  test('may be retried if it was never sent', () => {
    expect(submitFailure('Apikley', refused)).toMatchObject({
      code: 'network',
      message: 'Apikley could not be reached: the connection was refused (ECONNREFUSED).',
      retryable: true,
      mayHaveCharged: false,
    });
  });

  test('is not retried if it may have arrived, and says where to look', () => {
    const error = submitFailure('Apikley', broken);
    expect(error).toMatchObject({
      code: 'submitUnclear',
      retryable: false,
      mayHaveCharged: true,
      cause: broken,
    });
    expect(error.description).toMatch(/not sent a second time.*Check your Apikley account/);
  });

  test('is not retried if it was never sent and never will be', () => {
    expect(submitFailure('Apikley', untrusted)).toMatchObject({ retryable: false, mayHaveCharged: false });
  });
});
