import { orAborted } from '../../../transcription/calls/orAborted';

/** A stream as n8n's HTTP helper returns it for `encoding: 'stream'`. */
export interface AnswerStream extends AsyncIterable<Uint8Array | string> {
  destroy(error?: Error): void;
}

export function isAnswerStream(body: unknown): body is AnswerStream {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body && 'destroy' in body;
}

/**
 * Turns any response body into a stream. The helper promises a stream, but a response that was paid for must not be
 * lost because it arrives as text, as bytes, or already parsed.
 */
export function toAnswerStream(body: unknown): AnswerStream {
  if (isAnswerStream(body)) return body;
  const chunk = body instanceof Uint8Array || typeof body === 'string' ? body : parsed(body);
  return {
    async *[Symbol.asyncIterator]() {
      yield await Promise.resolve(chunk);
    },
    destroy: () => undefined,
  };
}

function parsed(body: unknown): string | Uint8Array {
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  return body === undefined || body === null ? '' : (JSON.stringify(body) ?? '');
}

/**
 * Yields the chunks of a stream while they arrive in time. Destroying the stream and waiting for its error would not
 * work: n8n's HTTP client passes responses through a generator, and a generator waiting for a chunk ignores everything
 * else.
 *
 * @param patience ends the wait for the next chunk
 * @param late creates the error thrown in that case
 * @throws the error from `late`, or the stream's own error
 */
export async function* chunksInTime(
  body: AnswerStream,
  patience: AbortSignal,
  late: () => Error,
): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await orAborted(chunks.next(), patience, late);
      if (next.done) return;
      yield typeof next.value === 'string' ? Buffer.from(next.value) : next.value;
    }
  } finally {
    body.destroy();
    // Not awaited: if the chunk never arrives, this never settles either.
    chunks.return?.().catch(() => undefined);
  }
}
