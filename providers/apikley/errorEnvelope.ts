import { TranscriptionError } from '../../transcription/errors';
import type { HttpResponse } from '../../transcription/calls/http';
import { withoutStop } from '../../transcription/text/oneLine';
import { retryAfterMs } from '../../transcription/calls/retry';
import { type ApikleyCall, readEnvelope, type ReadEnvelope } from './envelope';
import { foreignAnswer, isRefusal, mayExist } from './foreignAnswer';
import { whenUploadTooLarge } from './options';

/**
 * @returns the `data` of a successful answer
 * @throws TranscriptionError for all other answers
 */
export function dataOf(response: HttpResponse, call: ApikleyCall, nowMs: number): unknown {
  const envelope = readEnvelope(response);
  if (envelope?.code === 200) return envelope.data;
  throw answerError(response, call, nowMs);
}

/**
 * The error for an answer that is not a success, or whose data can't be used.
 *
 * @param cause what is wrong with the `data` of a success
 */
export function answerError(
  response: HttpResponse,
  call: ApikleyCall,
  nowMs: number,
  cause?: unknown,
): TranscriptionError {
  const envelope = readEnvelope(response);
  const code = envelope?.code ?? response.status;
  // Whichever server limits the rate, this request was not let through.
  if (code === 429) return rateLimited(response, call, nowMs);
  if (code === 413 && call === 'upload') return tooLarge();
  if (envelope === undefined || envelope.code === 200) return foreignAnswer(response, call, cause);
  return envelopeError(envelope, response, call, nowMs);
}

/** Translates Apikley's own code into what the user should know and what the node may do. */
function envelopeError(
  { code, msg }: ReadEnvelope,
  response: HttpResponse,
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
    case 408:
    case 500:
      return serverError(said, code, call);
    default:
      if (isRefusal(code) || isRefusal(response.status)) return refused(said);
      if (code > 500) return serverError(said, code, call);
      // The meaning of such a code is unknown.
      return call === 'createTask' ? foreignAnswer(response, call) : refused(said);
  }
}

const refused = (said: string): TranscriptionError =>
  new TranscriptionError(`Apikley rejected the request${said}.`, {
    code: 'rejected',
    description: 'Check the Base URL in the credential, and the options.',
  });

const rateLimited = ({ headers }: HttpResponse, call: ApikleyCall, nowMs: number): TranscriptionError =>
  new TranscriptionError('Apikley takes no more requests for the moment (rate limit).', {
    code: 'rateLimited',
    retryable: true,
    retryAfterMs: retryAfterMs(headers, nowMs),
    description:
      call === 'createTask'
        ? 'Lower Tasks per Interval in the options, or run fewer workflows with this account at a time. Nothing was submitted.'
        : 'Run fewer workflows with this account at a time.',
  });

/** A proxy in between may accept less than Apikley does. */
const tooLarge = (): TranscriptionError =>
  new TranscriptionError('The audio file is too large for an upload to Apikley (code 413).', {
    code: 'rejected',
    description: `${whenUploadTooLarge} Nothing was submitted.`,
  });

function serverError(said: string, code: number, call: ApikleyCall): TranscriptionError {
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
    description: code === 500 ? unreachableAudio : mayExist,
  });
}

const unreachableAudio =
  'Most often this means that Apikley could not download the audio: check that the Audio URL opens in a private browser window without a login. The task was not submitted again, because this answer does not rule out that it was created.';
