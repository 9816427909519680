import type { HttpResponse } from '../../transcription/calls/http';
import { fromJsonText, parseJson } from '../../transcription/calls/json';
import { envelopeSchema } from './wire';

/**
 * What repeating a call would do: a `read` nothing, an `upload` another copy that costs nothing, a `createTask` a
 * second paid task.
 */
export type ApikleyCall = 'read' | 'upload' | 'createTask';

/** Apikley's own answer. */
export interface ReadEnvelope {
  /** 200, or an error code. */
  code: number;
  msg: string;
  data: unknown;
}

/**
 * Reads an answer in which Apikley itself reports the outcome. Errors come as HTTP 200 with another `code` in the
 * body, sometimes with a matching HTTP status.
 *
 * Proxies answer in JSON, too, often with a `code` and a `message`, and with the status to match. Only `msg` and
 * `data` are Apikley's own.
 *
 * @returns undefined for another server's answer
 */
export function readEnvelope(response: HttpResponse): ReadEnvelope | undefined {
  const parsed = envelopeSchema.safeParse(parseJson(response.body)).data;
  if (parsed === undefined) return undefined;
  const { code, success, msg, message, ...rest } = parsed;
  // `data` may be JSON in a string.
  const data = fromJsonText(rest.data);
  const accepted = isAccepted(response);
  if (code === undefined) {
    const silentSuccess = accepted && success !== false && data !== undefined && data !== null;
    return silentSuccess ? { code: 200, msg: msg ?? message ?? '', data } : undefined;
  }
  if (!accepted && (code === 200 || (msg === undefined && data === undefined))) return undefined;
  return { code, msg: msg ?? message ?? '', data };
}

/** Whether the HTTP status means success. */
export const isAccepted = ({ status }: Pick<HttpResponse, 'status'>): boolean =>
  status >= 200 && status <= 299;
