import {
  repeatableFailure,
  submitFailure,
  TranscriptionError,
  type TranscriptionErrorCode,
} from '../../transcription/errors';
import { TransportError } from '../../transcription/calls/http';

const refused = new TransportError('the connection was refused (ECONNREFUSED)', {
  requestSent: false,
  transient: true,
});
const broken = new TransportError('the connection was closed (ECONNRESET)', {
  requestSent: true,
  transient: true,
});
const untrusted = new TransportError("the server's certificate is not trusted", {
  requestSent: false,
  transient: false,
});

describe('an error that says no more', () => {
  const error = new TranscriptionError('No.', { code: 'rejected' });

  test('is not retryable, has cost nothing, and knows no task', () => {
    expect(error).toMatchObject({ retryable: false, mayHaveCharged: false });
    expect([error.retryAfterMs, error.taskId, error.description, error.cause]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('is an Error of its own name', () => {
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe('TranscriptionError: No.');
  });
});

describe('the facts of a code', () => {
  const facts = (code: TranscriptionErrorCode) => new TranscriptionError('No.', { code }).facts;

  test.each(['invalidInput', 'taskNotFound', 'timeout'] as const)('the user can put right %s', (code) => {
    expect(facts(code).fault).toBe('user');
  });

  test.each(['unauthorized', 'rejected', 'badAnswer', 'submitUnclear'] as const)(
    '%s is the answer of the service',
    (code) => expect(facts(code).fault).toBe('service'),
  );

  test.each([
    ['taskFailed', 'failed'],
    ['partFailed', 'partial'],
    ['badAnswer', 'unreadable'],
    ['taskNotFound', 'unknown'],
    ['timeout', 'open'],
    ['network', undefined],
    ['submitUnclear', undefined],
  ] as const)('a task behind %s is %s', (code, task) => {
    expect(facts(code).task).toBe(task);
  });

  test('only the rate limit is the limit of the account', () => {
    expect(facts('rateLimited').isLimit).toBe(true);
    for (const code of ['maintenance', 'unavailable', 'serverError'] as const) {
      expect(facts(code).isLimit).toBe(false);
    }
  });
});

describe('a call without consequences that got no answer', () => {
  test.each([refused, broken])('may be repeated, whether or not it was sent: $reason', (transport) => {
    expect(repeatableFailure('Apikley could not be reached', transport)).toMatchObject({
      code: 'network',
      message: `Apikley could not be reached: ${transport.reason}.`,
      retryable: true,
      mayHaveCharged: false,
      cause: transport,
    });
  });

  test('is not repeated when it would fail in the same way', () => {
    expect(repeatableFailure('Apikley could not be reached', untrusted).retryable).toBe(false);
  });
});

describe('a call that costs money and got no answer', () => {
  test('may be repeated when it never left', () => {
    expect(submitFailure('Apikley', refused)).toMatchObject({
      code: 'network',
      message: 'Apikley could not be reached: the connection was refused (ECONNREFUSED).',
      retryable: true,
      mayHaveCharged: false,
    });
  });

  test('is not repeated when it may have arrived, and says where to look', () => {
    const error = submitFailure('Apikley', broken);
    expect(error).toMatchObject({
      code: 'submitUnclear',
      retryable: false,
      mayHaveCharged: true,
      cause: broken,
    });
    expect(error.description).toMatch(/not sent a second time.*Check your Apikley account/);
  });

  test('is not repeated when it never left and never will', () => {
    expect(submitFailure('Apikley', untrusted)).toMatchObject({ retryable: false, mayHaveCharged: false });
  });
});
