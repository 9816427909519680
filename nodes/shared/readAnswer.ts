import { TransportError } from '../../transcription/http';
import { type AnswerStream, chunksInTime } from './chunks';

/** Ten hours of words with all their details are about 20 MB of JSON; nothing that is a transcript is larger. */
const maxAnswerBytes = 64 * 1024 * 1024;

/**
 * Reads an answer as UTF-8 text, and gives up on one that is too large or does not end.
 *
 * @throws TransportError, or what the stream failed with
 */
export async function readAnswer(body: AnswerStream, timeoutMs: number): Promise<string> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const late = () =>
    new TransportError(`the answer was not complete after ${timeoutMs / 1000} s`, true, true);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunksInTime(body, timeout, late)) {
    bytes += chunk.length;
    if (bytes > maxAnswerBytes) {
      throw new TransportError('the answer is larger than any transcript', true, false);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
