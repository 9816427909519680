import { parseLooseJson } from '../../transcription/calls/looseJson';
import { withoutStop } from '../../transcription/text/oneLine';
import { messageIn } from './unreadable';
import { errorBodySchema } from './wire';
import { isRecord } from '../../transcription/isRecord';

/** The error that an answer reports about a request. */
export interface Complaint {
  /** On one line, without a full stop. */
  message: string;
  code: string | undefined;
  type: string | undefined;
  /** The field of the request that it is about. */
  param: string | undefined;
  /** Whether it is OpenAI's error object, rather than plain text or a proxy's JSON. */
  openAi: boolean;
}

/** @returns undefined if the answer contains no error in OpenAI's format or in that of the balance's host */
export function complaintIn(body: string): Complaint | undefined {
  // Checked first: a list of segments, which is no complaint, is parsed once and not twice.
  if (!body.trimStart().startsWith('{')) return undefined;
  const error = errorBodySchema.safeParse(parseLooseJson(body)).data?.error;
  return error && { ...error, message: withoutRequestId(error.message) };
}

/** The same for an answer that is certainly an error, in any format. */
export function complaintInFailure(body: string): Complaint | undefined {
  const complaint = complaintIn(body);
  if (complaint || !/^\s*[[{"]/.test(body)) return complaint;
  const value = parseLooseJson(body);
  const message = messageIn(value);
  if (message === undefined) return undefined;
  const code = isRecord(value) && typeof value.code === 'string' ? value.code : undefined;
  return { message, code, type: undefined, param: undefined, openAi: false };
}

function withoutRequestId(message: string): string {
  return withoutStop(
    message
      .trimEnd()
      .replace(/\(request id:[^()]*\)$/i, '')
      .trimEnd(),
  );
}

const saysOneOf =
  (codes: readonly string[], words?: RegExp) =>
  (complaint: Complaint | undefined): boolean =>
    complaint !== undefined &&
    (codes.includes(complaint.code ?? '') ||
      codes.includes(complaint.type ?? '') ||
      words?.test(complaint.message) === true);

/* The messages are those of OpenAI and of new-api, which ElkAPI seems to run. */

export const isAboutMoney = saysOneOf(['insufficient_user_quota', 'insufficient_quota']);

export const isAboutModel = saysOneOf(
  ['model_not_found'],
  /\bmodel\b.{0,120}\b(?:does not exist|not found|(?:is )?not (?:available|supported|allowed))|access to (?:the )?model|无权.{0,20}模型/i,
);

/** "response_format 'verbose_json' is not compatible with model …. Use 'json' or 'text' instead." */
export const isAboutFormat = (complaint: Complaint | undefined): boolean =>
  complaint?.param === 'response_format' || /\bresponse_format\b/.test(complaint?.message ?? '');

/** OpenAI refuses recordings of more than 1,400 s with gpt-4o-transcribe. */
export const isAboutLength = saysOneOf(
  [],
  /longer than \d[\d.]* seconds|(?:audio|file|recording) (?:is )?too long/i,
);

export const isAboutFile = saysOneOf(
  ['invalid_file_format', 'unsupported_file', 'audio_too_short'],
  /invalid file format|unrecogni[sz]ed file format|could not be decoded|(?:audio|file).{0,40}\b(?:corrupted|unsupported|not supported|too short|empty)\b|unsupported (?:audio|file|media)/i,
);

export const isAboutLoad = saysOneOf(
  ['overloaded', 'overloaded_error', 'server_overloaded', 'engine_overloaded'],
  /overload|no available channel|saturated|(?:at|over) capacity|(?:system|server|service) (?:is )?(?:too )?busy|负载|饱和|过载|繁忙|无可用渠道/i,
);
