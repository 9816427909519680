import { TransportError } from '../../transcription/http';

/** Ten hours of words with all their details are about 20 MB of JSON; nothing that is a transcript is larger. */
const maxAnswerBytes = 64 * 1024 * 1024;

/** A stream as n8n's HTTP helper gives it for `encoding: 'stream'`. */
export interface AnswerStream extends AsyncIterable<Uint8Array | string> {
  destroy(error?: Error): void;
}

export function isAnswerStream(body: unknown): body is AnswerStream {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body && 'destroy' in body;
}

/**
 * Reads an answer as UTF-8 text, and gives up on one that is too large or does not end.
 *
 * @throws TransportError, or what the stream failed with
 */
export async function readAnswer(body: AnswerStream, timeoutMs: number): Promise<string> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const onTimeout = () => {
    body.destroy(new TransportError(`the answer was not complete after ${timeoutMs / 1000} s`, true, true));
  };
  timeout.addEventListener('abort', onTimeout, { once: true });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const part of body) {
      const chunk = typeof part === 'string' ? Buffer.from(part) : part;
      bytes += chunk.length;
      if (bytes > maxAnswerBytes) {
        throw new TransportError('the answer is larger than any transcript', true, false);
      }
      chunks.push(chunk);
    }
  } finally {
    timeout.removeEventListener('abort', onTimeout);
  }
  return Buffer.concat(chunks).toString('utf8');
}
