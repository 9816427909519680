import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** A function opens a stream, for content too big to hold in memory. */
  body: string | Buffer | (() => Readable);
}

export const jsonAnswer = (status: number, value: unknown, contentType = 'application/json'): Answer => ({
  status,
  headers: { 'content-type': `${contentType}; charset=utf-8` },
  body: JSON.stringify(value),
});

/** Whether an answer promises more bytes than it has. */
export const declaresMore = ({ headers, body }: Answer): boolean =>
  typeof body !== 'function' && Number(headers?.['content-length'] ?? 0) > Buffer.byteLength(body);

export async function sendAnswer(response: ServerResponse, answer: Answer, withBody: boolean): Promise<void> {
  const { status, headers = {}, body } = answer;
  if (typeof body === 'function') {
    response.writeHead(status, headers);
    if (withBody) await pipeline(body(), response);
    else response.end();
    return;
  }
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'content-length': String(bytes.length), ...headers });
  response.end(withBody ? bytes : undefined);
  if (!declaresMore(answer)) return;
  // The client waits for bytes that never come, and only a closed connection can tell it so.
  const { socket } = response;
  if (response.writableFinished) socket?.destroy();
  else response.once('finish', () => socket?.destroy());
}

/** Sends the headers and half of the body, then leaves the answer open. */
export async function sendHalf(response: ServerResponse, answer: Answer): Promise<void> {
  const { status, headers = {}, body } = answer;
  const bytes = typeof body === 'function' ? await buffer(body()) : Buffer.from(body);
  response.writeHead(status, { 'content-length': String(bytes.length), ...headers });
  await new Promise<void>((resolve) => {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => resolve());
  });
}
