import { TranscriptionError } from '../../transcription/errors';
import type { HttpResponse } from '../../transcription/http';
import { withoutStop } from '../../transcription/oneLine';
import { retryAfterMs } from '../../transcription/retry';
import { errorBodySchema } from './wire';

interface ErrorBody {
  message: string;
  code: string | undefined;
  type: string | undefined;
  /** Whether it is OpenAI's error object, and not merely a text. */
  openAi: boolean;
}

/** Whether a call sends a recording, which may cost money, or only asks. */
export type ElkapiCall = 'transcribe' | 'read';

/**
 * Finds an error in an answer, also one that came with HTTP 200.
 *
 * @throws TranscriptionError when there is one
 */
export function assertSuccess(response: HttpResponse, call: ElkapiCall, nowMs: number): void {
  const error = errorBody(response.body);
  const httpFailed = response.status < 200 || response.status > 299;
  if (error || httpFailed) throw toError(response, error, call, nowMs);
}

function errorBody(body: string): ErrorBody | undefined {
  if (!body.trimStart().startsWith('{')) return undefined;
  try {
    const { error } = errorBodySchema.parse(JSON.parse(body));
    return { ...error, message: withoutRequestId(error.message) };
  } catch {
    return undefined;
  }
}

function withoutRequestId(message: string): string {
  // Cut first: a search for an end begins anew at each blank of a long row.
  return withoutStop(message.slice(0, 2_000).replace(/\s*\(request id:[^)]*\)\s*$/i, ''));
}

/** Server errors of the gateway that come again at every try. */
const lasting = new Set(['count_token_failed', 'model_not_found']);

const outOfMoney = new Set(['insufficient_user_quota', 'insufficient_quota']);

function toError(
  response: HttpResponse,
  error: ErrorBody | undefined,
  call: ElkapiCall,
  nowMs: number,
): TranscriptionError {
  const { status } = response;
  const said = error?.message ? `: ${error.message}` : ` (HTTP ${status})`;
  if (status === 402 || outOfMoney.has(error?.code ?? '') || outOfMoney.has(error?.type ?? '')) {
    return new TranscriptionError('The ElkAPI account has no money left.', {
      code: 'insufficientCredits',
      description: 'Top up the account, then run again. Nothing was transcribed.',
    });
  }
  if (status === 401 || (call === 'read' && /\b(token|key)\b/i.test(error?.message ?? ''))) {
    return new TranscriptionError('ElkAPI did not accept the API key.', {
      code: 'unauthorized',
      description: 'Check the API Key in the Elk API credential.',
    });
  }
  if (status === 429) {
    return new TranscriptionError('ElkAPI takes no more requests for the moment (rate limit).', {
      code: 'rateLimited',
      retryable: true,
      retryAfterMs: retryAfterMs(response.headers, nowMs),
      description: 'Lower Items at a Time in the options. Nothing was transcribed.',
    });
  }
  if (status >= 300 && status < 400) {
    return new TranscriptionError('ElkAPI sent the request on to another address.', {
      code: 'rejected',
      description:
        'Check the Base URL (and the Balance URL) in the Elk API credential: it has to lead to ElkAPI itself. Nothing was transcribed.',
    });
  }
  if (status === 413) {
    return new TranscriptionError('ElkAPI refused the audio file as too large.', {
      code: 'invalidInput',
      description: 'Use Apikley (up to 200 MB), or split the file first.',
    });
  }
  if (status >= 500 || status === 408 || status === 409) {
    return serverError(said, response, error, call, nowMs);
  }
  return new TranscriptionError(`ElkAPI rejected the request${said}.`, {
    code: 'rejected',
    description:
      status === 404
        ? 'Check the Base URL in the credential (it ends in /v1), and the model.'
        : 'Check the options of the node. Nothing was transcribed.',
  });
}

/**
 * An error in OpenAI's format means that the gateway gave up and charged nothing, so the upload may be
 * repeated. Without it, the answer is some proxy's on the way, and the work may have been done; so it may when
 * somebody's patience ran out.
 */
function serverError(
  said: string,
  response: HttpResponse,
  error: ErrorBody | undefined,
  call: ElkapiCall,
  nowMs: number,
): TranscriptionError {
  const timedOut = [408, 504, 524].includes(response.status);
  const certain = call === 'read' || (error?.openAi === true && !timedOut);
  const repeats = lasting.has(error?.code ?? '');
  return new TranscriptionError(`ElkAPI had a server error${said}.`, {
    code: 'serverError',
    retryable: certain && !repeats,
    mayHaveCharged: !certain,
    retryAfterMs: retryAfterMs(response.headers, nowMs),
    description: certain
      ? 'Run again later. If it stays, convert the file to MP3 first.'
      : 'The recording may have been transcribed and charged all the same, so it was not sent again. Check your ElkAPI account, then run the workflow again.',
  });
}

/** A successful answer in which there is no transcript to be found. */
export function unreadable(cause?: unknown): TranscriptionError {
  return new TranscriptionError("ElkAPI's answer holds no transcript that could be read.", {
    code: 'badAnswer',
    mayHaveCharged: true,
    description:
      'It may have been charged, so the recording was not sent again. Check the Base URL in the credential (it ends in /v1), and try another Response Format in the options.',
    cause,
  });
}
