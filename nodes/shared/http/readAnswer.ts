import { TransportError } from '../../../transcription/calls/http';
import { type AnswerStream, chunksInTime } from './chunksInTime';
import { timeoutSignal } from './timeoutSignal';

/**
 * Reads a response as UTF-8 text, and gives up if it is too large or doesn't end.
 *
 * @param most bytes after decompression; at most one chunk is read beyond them
 * @throws TransportError, or the stream's own error
 */
export async function readAnswer(body: AnswerStream, timeoutMs: number, most: number): Promise<string> {
  const late = () =>
    new TransportError(`the answer was not complete after ${timeoutMs / 1000} s`, {
      requestSent: true,
      transient: true,
    });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunksInTime(body, timeoutSignal(timeoutMs), late)) {
    bytes += chunk.length;
    if (bytes > most) {
      const words = `the answer is larger than ${most / 2 ** 20} MiB, the most that is read`;
      throw new TransportError(words, { requestSent: true, transient: false });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
