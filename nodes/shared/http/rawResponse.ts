import { TransportError } from '../../../transcription/calls/http';
import { type AnswerStream, toAnswerStream } from './chunksInTime';

export interface RawResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: AnswerStream;
}

/**
 * Reads a full response from n8n's HTTP helper. The request may already have been paid for, so only a response without
 * a status is rejected; unreadable headers are left out.
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

/** A repeated header is a list. */
function headerText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) ? value.filter((part) => typeof part === 'string').join(', ') : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
