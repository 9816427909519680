import { TranscriptionError } from '../../transcription/errors';
import type { HttpResponse } from '../../transcription/calls/http';
import { retryAfterMs } from '../../transcription/calls/retry';
import { type Alternative, orElsewhere, smallerOrElsewhere } from './alternative';
import {
  type Complaint,
  complaintIn,
  complaintInFailure,
  isAboutFile,
  isAboutLength,
  isAboutLoad,
  isAboutModel,
  isAboutMoney,
} from './complaint';
import { refusedFormatIn } from './refusedFormat';

/** Whether a call sends a recording, which may cost money, or only reads. */
export type ElkapiCall = 'transcribe' | 'read';

/** What is known about a call, apart from its answer. */
export interface CallFacts {
  call: ElkapiCall;
  nowMs: number;
  /** The field of the credential with its address, if it is not the Base URL. */
  urlName?: string | undefined;
  /** Which provider to use for a recording that ElkAPI does not accept. */
  alternative?: Alternative | undefined;
}

/**
 * Finds an error in an answer, even one with HTTP 200.
 *
 * @throws TranscriptionError if there is one
 */
export function assertSuccess(response: HttpResponse, about: CallFacts): void {
  const httpFailed = response.status < 200 || response.status > 299;
  const complaint = (httpFailed ? complaintInFailure : complaintIn)(response.body);
  // Plain text with HTTP 200 does not prove that the gateway charged nothing, so the answer is read and kept.
  const isError = complaint !== undefined && (about.call === 'read' || complaint.openAi);
  if (isError || httpFailed) throw toError({ response, complaint, ...about });
}

/** An error answer with everything known about it. */
interface Failure extends CallFacts {
  response: HttpResponse;
  complaint: Complaint | undefined;
}

function toError(failure: Failure): TranscriptionError {
  const { status } = failure.response;
  const { complaint, call } = failure;
  if (status === 402 || isAboutMoney(complaint)) {
    return new TranscriptionError('The ElkAPI account has no money left.', {
      code: 'insufficientCredits',
      description: 'Top up the account, then run again. Nothing was transcribed.',
    });
  }
  if (status === 401 || (call === 'read' && /\b(token|key)\b/i.test(complaint?.message ?? ''))) {
    return new TranscriptionError('ElkAPI did not accept the API key.', {
      code: 'unauthorized',
      description: isForeign(failure)
        ? `Check the API Key in the Elk API credential. The answer may be another server's, such as a proxy's: check the ${failure.urlName ?? baseUrlName} as well.`
        : 'Check the API Key in the Elk API credential.',
    });
  }
  if (status === 429) return rateLimited(failure);
  if (status >= 300 && status < 400) {
    return new TranscriptionError('ElkAPI redirected the request to another address.', {
      code: 'rejected',
      description:
        'Check the Base URL (and the Balance URL) in the Elk API credential: it has to lead to ElkAPI itself. Nothing was transcribed.',
    });
  }
  if (status === 413) return tooLarge(failure);
  const refusal = refusedFormatIn(status, complaint) ?? refusalOf(failure);
  if (refusal) return refusal;
  if (status >= 500 || status === 408 || status === 409 || (status < 300 && isAboutLoad(complaint))) {
    return serverError(failure);
  }
  return new TranscriptionError(`ElkAPI rejected the request${saidIn(failure)}.`, {
    code: 'rejected',
    description: adviceOnRejection(failure),
  });
}

/** The error's text, for the end of a sentence without a full stop. */
function saidIn({ response, complaint }: Failure): string {
  return complaint?.message ? `: ${complaint.message}` : ` (HTTP ${response.status})`;
}

/** Whether the answer looks like another server's, between here and ElkAPI or in its place. */
const isForeign = ({ response, complaint }: Failure): boolean =>
  response.body.trim() !== '' && complaint?.openAi !== true;

const baseUrlName = 'Base URL (it ends in /v1)';

function rateLimited({ response, complaint, nowMs }: Failure): TranscriptionError {
  const details = {
    code: 'rateLimited',
    retryable: true,
    retryAfterMs: retryAfterMs(response.headers, nowMs),
  } as const;
  return isAboutLoad(complaint)
    ? new TranscriptionError(`ElkAPI is overloaded at the moment: ${complaint?.message}.`, {
        ...details,
        description: 'Wait a few minutes, then run again. Nothing was transcribed.',
      })
    : new TranscriptionError('ElkAPI takes no more requests for the moment (rate limit).', {
        ...details,
        description: 'Lower Items at a Time in the options. Nothing was transcribed.',
      });
}

function tooLarge(failure: Failure): TranscriptionError {
  const byProxy = isForeign(failure)
    ? " The answer may be a proxy's: if it is your own, let requests of 25 MB through."
    : '';
  return new TranscriptionError('ElkAPI refused the audio file as too large.', {
    code: 'invalidInput',
    description: `${smallerOrElsewhere(failure.alternative)}, or store it as MP3 with a lower bit rate.${byProxy} Nothing was transcribed.`,
  });
}

/** A refusal with a stated reason, which would recur on every attempt. */
function refusalOf({ complaint, alternative }: Failure): TranscriptionError | undefined {
  if (complaint?.code === 'model_not_found') {
    return new TranscriptionError(`ElkAPI can't use this model: ${complaint.message}.`, {
      code: 'rejected',
      description: adviceOnModel(complaint),
    });
  }
  if (complaint?.openAi !== true) return undefined;
  if (isAboutLength(complaint)) {
    return new TranscriptionError(`The recording is too long for the model: ${complaint.message}.`, {
      code: 'rejected',
      description: `Split the file first, or set Model in the options to whisper-1${orElsewhere(alternative)}. Nothing was transcribed.`,
    });
  }
  if (isAboutFile(complaint) && complaint.code !== 'count_token_failed') {
    return new TranscriptionError(`ElkAPI can't read the audio file: ${complaint.message}.`, {
      code: 'rejected',
      description:
        'Check that the file is complete and is of the type that its name says, or convert it to MP3 first. Nothing was transcribed.',
    });
  }
  return undefined;
}

function adviceOnModel(complaint: Complaint): string {
  const wait = isAboutLoad(complaint) ? ' If the model has worked before, run again in a few minutes.' : '';
  return `Check the Model in the options: choose one that your ElkAPI account offers. The default is whisper-1.${wait} Nothing was transcribed.`;
}

function adviceOnRejection(failure: Failure): string {
  const { response, complaint } = failure;
  if (isAboutModel(complaint)) return 'Check the Model in the options. Nothing was transcribed.';
  if (isAboutLoad(complaint)) return 'Wait a few minutes, then run again. Nothing was transcribed.';
  if (response.status === 404)
    return 'Check the Base URL in the credential (it ends in /v1), and the Model in the options.';
  return isForeign(failure)
    ? `The answer may be another server's, such as a proxy's: check the ${failure.urlName ?? baseUrlName} in the Elk API credential, and the options of the node. Nothing was transcribed.`
    : 'Check the options of the node. Nothing was transcribed.';
}

/** A gateway error that recurs on every attempt. */
const uncounted = 'count_token_failed';

/**
 * An error in OpenAI's format means that the gateway gave up and charged nothing, so the upload may be repeated. Any
 * other format comes from a proxy in between, and the work may have been done. The same is true of timeouts.
 */
function serverError(failure: Failure): TranscriptionError {
  const { response, complaint, call, nowMs } = failure;
  const timedOut = [408, 504, 524].includes(response.status);
  const certain = call === 'read' || (complaint?.openAi === true && !timedOut);
  const isBusy = isAboutLoad(complaint);
  const what = isBusy ? 'is overloaded at the moment' : 'had a server error';
  return new TranscriptionError(`ElkAPI ${what}${saidIn(failure)}.`, {
    code: 'serverError',
    retryable: certain && complaint?.code !== uncounted,
    mayHaveCharged: !certain,
    retryAfterMs: retryAfterMs(response.headers, nowMs),
    description: adviceOnServerError(certain, isBusy),
  });
}

function adviceOnServerError(certain: boolean, isBusy: boolean): string {
  if (!certain) {
    const whenToRun = isBusy
      ? 'wait a few minutes, then run the workflow again'
      : 'then run the workflow again';
    return `The recording may have been transcribed and charged anyway, so it was not sent again. Check your ElkAPI account, ${whenToRun}.`;
  }
  return isBusy
    ? 'Nothing was transcribed. Wait a few minutes, then run again. If it happens again, try another Model in the options.'
    : 'Run again later. If it happens again, convert the file to MP3 first.';
}
