import { TranscriptionError } from '../../transcription/errors';
import type { HttpResponse } from '../../transcription/http';
import { withoutStop } from '../../transcription/oneLine';
import { retryAfterMs } from '../../transcription/retry';
import { type Envelope, envelopeSchema } from './wire';

/**
 * What a call would do if it were made twice: a `read` nothing, an `upload` another copy that nobody pays for,
 * a `createTask` a second task to pay.
 */
export type ApikleyCall = 'read' | 'upload' | 'createTask';

export interface ReadEnvelope {
  /** 200, or what went wrong: from the body where it tells, else from HTTP. */
  code: number;
  msg: string;
  data: unknown;
  /** Whether Apikley itself said so, and not a server that happens to stand at the Base URL. */
  fromBody: boolean;
}

/**
 * Finds the outcome of a call in its two layers: Apikley reports errors as HTTP 200 with another `code` in the
 * body, and sometimes as a real HTTP status.
 *
 * @returns undefined when the answer is no envelope at all and its HTTP status does not explain why
 */
export function readEnvelope(response: HttpResponse): ReadEnvelope | undefined {
  const envelope = parseEnvelope(response.body);
  const httpFailed = response.status < 200 || response.status > 299;
  const code = envelope?.code ?? (httpFailed ? response.status : undefined);
  if (code === undefined) return undefined;
  return {
    code: code === 200 && httpFailed ? response.status : code,
    msg: envelope?.msg ?? '',
    data: envelope?.data,
    fromBody: envelope?.code !== undefined,
  };
}

/**
 * @returns the `data` of a successful answer
 * @throws TranscriptionError for everything else
 */
export function dataOf(response: HttpResponse, call: ApikleyCall, nowMs: number): unknown {
  const envelope = readEnvelope(response);
  if (envelope?.code === 200) return envelope.data;
  throw envelope === undefined ? unreadable(call) : envelopeError(envelope, response, call, nowMs);
}

function parseEnvelope(body: string): Envelope | undefined {
  try {
    return envelopeSchema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** An answer that is not in Apikley's format, although nothing says that the call failed. */
export function unreadable(call: ApikleyCall, cause?: unknown): TranscriptionError {
  return new TranscriptionError("Apikley's answer could not be read.", {
    code: 'badAnswer',
    retryable: call !== 'createTask',
    mayHaveCharged: call === 'createTask',
    description:
      call === 'createTask'
        ? 'A task may have been created all the same, so it was not submitted again. Check your tasks at Apikley, and the Base URL in the credential.'
        : 'Check the Base URL in the credential: it should lead to Apikley itself.',
    cause,
  });
}

/** Translates a code (of the envelope or of HTTP) into what the user should know and the node may do. */
export function envelopeError(
  { code, msg }: Pick<ReadEnvelope, 'code' | 'msg'>,
  response: Pick<HttpResponse, 'headers'>,
  call: ApikleyCall,
  nowMs: number,
): TranscriptionError {
  const words = withoutStop(msg);
  const said = words ? `: ${words}` : ` (code ${code})`;
  switch (code) {
    case 401:
    case 403:
      return new TranscriptionError('Apikley did not accept the API key.', {
        code: 'unauthorized',
        description:
          'Check the API Key in the Apikley API credential. Keys are listed at https://app.apikley.ru/keys.',
      });
    case 402:
      return new TranscriptionError('The Apikley account does not have enough credits.', {
        code: 'insufficientCredits',
        description:
          call === 'createTask'
            ? 'Top up the account, then run again. Nothing was submitted.'
            : 'Top up the account, then run again.',
      });
    case 422:
      return new TranscriptionError(`Apikley rejected the request${said}.`, { code: 'rejected' });
    case 429:
      return new TranscriptionError('Apikley takes no more requests for the moment (rate limit).', {
        code: 'rateLimited',
        retryable: true,
        retryAfterMs: retryAfterMs(response.headers, nowMs),
        description:
          call === 'createTask'
            ? 'Lower Tasks per Interval in the options, or run fewer workflows with this account at a time. Nothing was submitted.'
            : 'Run fewer workflows with this account at a time.',
      });
    case 455:
      return new TranscriptionError('Apikley is under maintenance.', {
        code: 'maintenance',
        retryable: call !== 'createTask',
        retryAfterMs: retryAfterMs(response.headers, nowMs),
        description: call === 'createTask' ? 'Nothing was submitted. Run again later.' : 'Run again later.',
      });
    case 505:
      return new TranscriptionError(`Apikley has switched this feature off${said}.`, {
        code: 'unavailable',
      });
    default:
      return code >= 500 || code === 408
        ? serverError(said, call)
        : new TranscriptionError(`Apikley rejected the request${said}.`, {
            code: 'rejected',
            description: 'Check the Base URL in the credential, and the options.',
          });
  }
}

function serverError(said: string, call: ApikleyCall): TranscriptionError {
  if (call !== 'createTask') {
    return new TranscriptionError(`Apikley had a server error${said}.`, {
      code: 'serverError',
      retryable: true,
      description: 'Run again later.',
    });
  }
  return new TranscriptionError(`Apikley could not create the task${said}.`, {
    code: 'serverError',
    mayHaveCharged: true,
    description:
      'Most often this means that Apikley could not download the audio: check that the Audio URL opens in a private browser window without a log-in. The task was not submitted again, because this answer does not rule out that it was created.',
  });
}
