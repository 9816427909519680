import type { TransportError } from './calls/http';

/** What a code implies, whatever the provider and wherever the error was made. */
export interface ErrorFacts {
  /** Whether the user can fix it in the node's own fields. Everything else is the service's answer. */
  fault: 'user' | 'service';
  /**
   * Where a task stands that ended with this error, or whose wait did. `failed` is final, and nothing was bought;
   * `unreadable` is done and paid for; `partial` is so for some parts of the recording; `unknown` is not in this
   * account; `open` is still running. `undefined` says nothing about a task.
   */
  task: 'failed' | 'unreadable' | 'partial' | 'unknown' | 'open' | undefined;
  /**
   * Whether the account's limit was hit. It applies to every user of the account, and the request itself was not
   * processed.
   */
  isLimit: boolean;
}

const ofTheUser = { fault: 'user', task: undefined, isLimit: false } as const;
const ofTheService = { fault: 'service', task: undefined, isLimit: false } as const;

/** What went wrong, however the provider puts it. A code exists once it is classified here. */
const errorFacts = {
  invalidInput: ofTheUser,
  unauthorized: ofTheService,
  insufficientCredits: ofTheService,
  rateLimited: { ...ofTheService, isLimit: true },
  maintenance: ofTheService,
  unavailable: ofTheService,
  rejected: ofTheService,
  serverError: ofTheService,
  network: ofTheService,
  badAnswer: { ...ofTheService, task: 'unreadable' },
  taskFailed: { ...ofTheService, task: 'failed' },
  partFailed: { ...ofTheService, task: 'partial' },
  taskNotFound: { ...ofTheUser, task: 'unknown' },
  timeout: { ...ofTheUser, task: 'open' },
  submitUnclear: ofTheService,
} satisfies Record<string, ErrorFacts>;

export type TranscriptionErrorCode = keyof typeof errorFacts;

export interface TranscriptionErrorDetails {
  code: TranscriptionErrorCode;
  /** What to do next, in whole sentences. */
  description?: string;
  /** Whether the same call may be made again. Decided once, where the error is made. */
  retryable?: boolean;
  /** How long the provider asks to wait before the next try, in milliseconds. */
  retryAfterMs?: number;
  /** Whether the provider may have started, and charged for, work whose task ID is unknown. */
  mayHaveCharged?: boolean;
  taskId?: string;
  /** What arrived instead of a transcript that was paid for, cut to a limit because it may contain speech. */
  answer?: string;
  cause?: unknown;
}

/** The only error that leaves the domain and the providers. Its message can be shown to the user. */
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

  /** The same error in other words or with other details; it is the cause of the new one. */
  with(message: string, changes: Partial<TranscriptionErrorDetails>): TranscriptionError {
    const { code, description, retryable, retryAfterMs, mayHaveCharged, taskId, answer } = this;
    return new TranscriptionError(message, {
      ...{ code, description, retryable, retryAfterMs, mayHaveCharged, taskId, answer, cause: this },
      ...changes,
    });
  }

  /** What error handlers decide by; none of them keeps its own list of codes. */
  get facts(): ErrorFacts {
    return errorFacts[this.code];
  }
}

/**
 * A call that is safe to repeat (a read, an upload to a fresh path) and got no answer.
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
 * A call that costs money and got no answer. It may be repeated only if it was never sent.
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
      description: `${providerName} may have accepted the recording and charged for it, so it was not sent a second time. Check your ${providerName} account; to transcribe the recording after all, run the workflow again.`,
      cause: error,
    },
  );
}
