import { TransportError } from '../../../transcription/calls/http';
import { type AnswerStream, toAnswerStream } from './chunksInTime';

export interface RawResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: AnswerStream;
}

/**
 * What n8n's HTTP helper gives as a full response. By now the request may have been paid for, so nothing is refused but
 * what has no status: headers that can't be read are left out.
 *
 * @throws TransportError
 */
export function readResponse(response: unknown): RawResponse {
  const { statusCode, headers, body } = isObject(response) ? response : {};
  const status = typeof statusCode === 'string' ? Number.parseInt(statusCode, 10) : statusCode;
  if (typeof status !== 'number' || !Number.isInteger(status)) {
    throw new TransportError('the answer has no status', { requestSent: true, transient: false });
  }
  return { status, headers: readHeaders(headers), body: toAnswerStream(body) };
}

function readHeaders(headers: unknown): Record<string, string> {
  if (!isObject(headers)) return {};
  const named = Object.entries(headers).flatMap(([name, value]) => {
    const text = headerText(value);
    return text === undefined ? [] : [[name.toLowerCase(), text] as const];
  });
  return Object.fromEntries(named);
}

/** A header that came several times is a list. */
function headerText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) ? value.filter((part) => typeof part === 'string').join(', ') : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
