import { parseLooseJson } from '../../transcription/calls/looseJson';
import { withoutStop } from '../../transcription/text/oneLine';
import { messageIn } from './unreadable';
import { errorBodySchema, isObject } from './wire';

/** What is said against a request. */
export interface Complaint {
  /** In one line, without its full stop. */
  message: string;
  code: string | undefined;
  type: string | undefined;
  /** Whether it is OpenAI's error object, and not merely a text, or the JSON of some proxy. */
  openAi: boolean;
}

/** @returns undefined when the answer holds no error in OpenAI's format, or that of the balance's host */
export function complaintIn(body: string): Complaint | undefined {
  const error = errorBodySchema.safeParse(parseLooseJson(body)).data?.error;
  return error && { ...error, message: withoutRequestId(error.message) };
}

/** The same for an answer that is certain to be an error, in whatever format. */
export function complaintInFailure(body: string): Complaint | undefined {
  const complaint = complaintIn(body);
  if (complaint || !/^\s*[[{"]/.test(body)) return complaint;
  const value = parseLooseJson(body);
  const message = messageIn(value);
  if (message === undefined) return undefined;
  const code = isObject(value) && typeof value.code === 'string' ? value.code : undefined;
  return { message, code, type: undefined, openAi: false };
}

function withoutRequestId(message: string): string {
  // Cut first: a search for an end begins anew at each blank of a long row.
  return withoutStop(message.slice(0, 2_000).replace(/\s*\(request id:[^)]*\)\s*$/i, ''));
}

const saysOneOf =
  (codes: readonly string[], words?: RegExp) =>
  (complaint: Complaint | undefined): boolean =>
    complaint !== undefined &&
    (codes.includes(complaint.code ?? '') ||
      codes.includes(complaint.type ?? '') ||
      words?.test(complaint.message) === true);

/* Messages are those of OpenAI and of new-api, which ElkAPI seems to run. */

export const isAboutMoney = saysOneOf(['insufficient_user_quota', 'insufficient_quota']);

export const isAboutModel = saysOneOf(
  ['model_not_found'],
  /\bmodel\b.{0,120}\b(?:does not exist|not found|(?:is )?not (?:available|supported|allowed))|access to (?:the )?model|无权.{0,20}模型/i,
);

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
