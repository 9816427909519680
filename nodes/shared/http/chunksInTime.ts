import { orAborted } from '../../../transcription/calls/orAborted';

/** A stream as n8n's HTTP helper gives it for `encoding: 'stream'`. */
export interface AnswerStream extends AsyncIterable<Uint8Array | string> {
  destroy(error?: Error): void;
}

export function isAnswerStream(body: unknown): body is AnswerStream {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body && 'destroy' in body;
}

/**
 * The body of an answer as a stream, in whatever form the helper gave it. It promises a stream; but an answer that was
 * paid for must not be lost because it comes as a text, as bytes, or parsed already.
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
 * The chunks of a stream, as long as they come in time. It is no use to destroy a stream and wait for the error:
 * n8n's HTTP client passes answers on through a generator, and one that waits for a chunk hears of nothing else.
 *
 * @param patience ends the wait for the next chunk
 * @param late makes what is thrown then
 * @throws what `late` makes, or what the stream failed with
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
    // Not awaited: behind a chunk that never comes, this never ends either.
    chunks.return?.().catch(() => undefined);
  }
}
