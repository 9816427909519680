import { TranscriptionError } from '../../transcription/errors';
import type { HttpResponse } from '../../transcription/calls/http';
import { withoutStop } from '../../transcription/text/oneLine';
import type { ApikleyCall } from './envelope';

/**
 * The error for an answer that is not Apikley's or not in its format: a proxy's page, a login, half an answer. It
 * says nothing about a task, so reads and uploads may be repeated. A createTask has failed for certain only if the
 * HTTP status says it was refused; otherwise a task may exist.
 */
export function foreignAnswer(
  response: HttpResponse,
  call: ApikleyCall,
  cause?: unknown,
): TranscriptionError {
  const { status } = response;
  const code = status >= 500 || status === 408 ? 'serverError' : 'badAnswer';
  const unreadable = "Apikley's answer could not be read";
  if (call !== 'createTask') {
    return new TranscriptionError(`${unreadable}: ${kindOf(response)} (HTTP ${status}).`, {
      code,
      retryable: true,
      description: lookAround(status),
      cause,
    });
  }
  const quote = quotable(response) ? `: ${withoutStop(response.body.trimStart())}` : '';
  if (isRefusal(status)) {
    return new TranscriptionError(
      `A server on the way to Apikley did not let the request through (HTTP ${status})${quote}.`,
      { code: 'rejected', description: `Nothing was submitted. ${lookAround(status)}` },
    );
  }
  return new TranscriptionError(`${unreadable}${quote || `: ${kindOf(response)}`} (HTTP ${status}).`, {
    code,
    mayHaveCharged: true,
    description: mayExist,
    cause,
  });
}

/** For an answer to createTask that neither accepts nor refuses the task. */
export const mayExist =
  'A task may have been created anyway, so it was not submitted again. Check your tasks at Apikley, and the Base URL in the credential.';

/**
 * Whether a status, or a code in that range, means that nothing was done: the request was wrong, or belongs
 * elsewhere. 408 means that something took too long after it had started.
 */
export const isRefusal = (status: number): boolean => status >= 300 && status < 500 && status !== 408;

function lookAround(status: number): string {
  const key = status === 401 || status === 403 ? ', the API Key' : '';
  return `Check the Base URL in the credential${key}, and the network of this n8n server: a proxy or a login page may answer in place of Apikley. If nothing was changed there, run again later.`;
}

/** Not quoted: Apikley's answers about a task may contain speech, which does not belong in a message. */
function kindOf({ body }: HttpResponse): string {
  if (isEmpty(body)) return 'it is empty';
  return isPage(body) ? 'a web page came in its place' : 'it is not in the usual format';
}

const quotable = ({ body }: HttpResponse): boolean => !isEmpty(body) && !isPage(body);

/** Includes what programs write for an empty value. */
const isEmpty = (body: string): boolean => ['', 'null', '{}', '[]'].includes(body.trim());

const isPage = (body: string): boolean => /^\uFEFF?\s*</.test(body);
