import { headBytes } from '../../../transcription/audio/content';
import { orAborted } from '../../../transcription/calls/orAborted';
import type { AnswerStream } from '../../shared/http/chunksInTime';

export interface Peeked {
  /** The first bytes: `headBytes` or more, or all of them. */
  head: Uint8Array;
  /** Whether the head is all there is. */
  isWhole: boolean;
  /** The whole stream, from its first byte. It can be read once. */
  body: AnswerStream;
}

/**
 * Reads the beginning of a stream without taking it away.
 *
 * @param patience ends the wait for the head; the rest is not waited for here
 * @param late creates the error thrown in that case
 */
export async function peeked(body: AnswerStream, patience: AbortSignal, late: () => Error): Promise<Peeked> {
  const chunks = body[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let bytes = 0;
  let isWhole = false;
  let isPeeked = false;
  try {
    while (bytes < headBytes && !isWhole) {
      const next = await orAborted(chunks.next(), patience, late);
      if (next.done) {
        isWhole = true;
        continue;
      }
      const chunk = typeof next.value === 'string' ? Buffer.from(next.value) : next.value;
      read.push(chunk);
      bytes += chunk.length;
    }
    isPeeked = true;
  } finally {
    if (!isPeeked) {
      body.destroy();
      // Not awaited: if the chunk never arrives, this never settles either.
      chunks.return?.().catch(() => undefined);
    }
  }
  const again: AnswerStream = {
    async *[Symbol.asyncIterator]() {
      yield* read.splice(0);
      yield* { [Symbol.asyncIterator]: () => chunks };
    },
    destroy: (error) => body.destroy(error),
  };
  return { head: Buffer.concat(read), isWhole, body: again };
}
