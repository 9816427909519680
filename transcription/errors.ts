import type { TransportError } from './calls/http';

/** What went wrong, independent of the provider's way to say it. */
export type TranscriptionErrorCode =
  | 'invalidInput'
  | 'unauthorized'
  | 'insufficientCredits'
  | 'rateLimited'
  | 'maintenance'
  | 'unavailable'
  | 'rejected'
  | 'serverError'
  | 'network'
  | 'badAnswer'
  | 'taskFailed'
  | 'taskNotFound'
  | 'timeout'
  | 'submitUnclear';

export interface TranscriptionErrorDetails {
  code: TranscriptionErrorCode;
  /** How to go on, in whole sentences. */
  description?: string;
  /** Whether the same call may be made again. Decided once, where the error is made. */
  retryable?: boolean;
  /** How long the provider asks to wait before the next try, in milliseconds. */
  retryAfterMs?: number;
  /** Whether the provider may have started, and charged for, work whose task ID is not known. */
  mayHaveCharged?: boolean;
  taskId?: string;
  /** What came in place of a transcript that was paid for, cut to a bound: it may hold what was said. */
  answer?: string;
  cause?: unknown;
}

/** The one error that leaves the domain and the providers. Its message is fit for the user's eyes. */
export class TranscriptionError extends Error {
  override readonly name = 'TranscriptionError';
  readonly code: TranscriptionErrorCode;
  readonly description: string | undefined;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly mayHaveCharged: boolean;
  readonly taskId: string | undefined;
  readonly answer: string | undefined;

  constructor(message: string, details: TranscriptionErrorDetails) {
    super(message, { cause: details.cause });
    this.code = details.code;
    this.description = details.description;
    this.retryable = details.retryable ?? false;
    this.retryAfterMs = details.retryAfterMs;
    this.mayHaveCharged = details.mayHaveCharged ?? false;
    this.taskId = details.taskId;
    this.answer = details.answer;
  }
}

/**
 * A call that can be repeated without harm (a read, an upload to a fresh path) and got no answer.
 *
 * @param doing what was tried, as the start of a sentence: "Apikley could not be reached"
 */
export function repeatableFailure(doing: string, error: TransportError): TranscriptionError {
  return new TranscriptionError(`${doing}: ${error.reason}.`, {
    code: 'network',
    retryable: error.transient,
    description: 'Check the Base URL in the credential and the network of this n8n server, then run again.',
    cause: error,
  });
}

/**
 * A call that costs money and got no answer. It may be repeated only if it never left.
 *
 * @param providerName as the user sees it
 */
export function submitFailure(providerName: string, error: TransportError): TranscriptionError {
  if (!error.requestSent) return repeatableFailure(`${providerName} could not be reached`, error);
  return new TranscriptionError(
    `The connection to ${providerName} broke before its answer arrived: ${error.reason}.`,
    {
      code: 'submitUnclear',
      mayHaveCharged: true,
      description: `${providerName} may have accepted the recording and charged for it, so it was not sent a second time. Check your ${providerName} account; to transcribe the recording anew, run the workflow again.`,
      cause: error,
    },
  );
}
