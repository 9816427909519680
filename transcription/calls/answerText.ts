import { TransportError } from './http';

/**
 * Reads a response as UTF-8 text, and gives up if it is too large.
 *
 * @param most bytes after decompression; at most one chunk is read beyond them
 * @throws TransportError, or the stream's own error
 */
export async function answerText(received: AsyncIterable<Uint8Array>, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of received) {
    bytes += chunk.length;
    if (bytes > most) {
      const words = `the answer is larger than ${most / 2 ** 20} MiB, the most that is read`;
      throw new TransportError(words, { requestSent: true, transient: false });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
