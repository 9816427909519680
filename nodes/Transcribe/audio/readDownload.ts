import { TransportError } from '../../../transcription/calls/http';
import { type AnswerStream, chunksInTime } from '../../shared/http/chunksInTime';
import { timeoutSignal } from '../../shared/http/timeoutSignal';
import { broken, notAudio } from './download';

/** A file of unannounced size is held in memory while it is measured, if it is no larger than most that are sent. */
const maxHeldBytes = 26 * 1024 * 1024;

/** The file that a download has to give. */
export interface Expected {
  url: string;
  sizeBytes: number;
  timeoutMs: number;
  onOtherSize: () => void;
}

/**
 * Passes a download on and checks its length: if bytes are missing, the upload would wait for them. A connection that
 * breaks is an error of the stream, so one that ends properly with another length than announced was decompressed.
 */
export async function* wholeDownload(
  body: AnswerStream,
  { url, sizeBytes, timeoutMs, onOtherSize }: Expected,
  startByte = 0,
): AsyncGenerator<Uint8Array> {
  let received = startByte;
  try {
    for await (const chunk of downloading(body, timeoutMs)) {
      received += chunk.length;
      if (received > sizeBytes) break;
      yield chunk;
    }
  } catch (error) {
    throw broken(url, error);
  }
  if (received === sizeBytes) return;
  onOtherSize();
  throw notAudio(
    url,
    received > sizeBytes
      ? `it is larger than the ${sizeBytes} bytes that its server announced`
      : `it ended after ${received} of ${sizeBytes} bytes`,
  );
}

/** The beginning of a download. @throws at its end, so that it is not taken for the whole */
export async function* startOf(
  body: AnswerStream,
  mostBytes: number,
  timeoutMs: number,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of downloading(body, timeoutMs)) {
    yield chunk;
    bytes += chunk.length;
    if (bytes >= mostBytes) throw new Error('No more than the beginning is read.');
  }
}

/** @returns the file, or only its size if it is too large to be held: it is downloaded again when it is sent */
export async function held(body: AnswerStream, url: string, timeoutMs: number): Promise<Buffer | number> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of downloading(body, timeoutMs)) {
      bytes += chunk.length;
      if (bytes <= maxHeldBytes) chunks.push(chunk);
      else chunks.length = 0;
    }
  } catch (error) {
    throw broken(url, error);
  }
  return bytes <= maxHeldBytes ? Buffer.concat(chunks) : bytes;
}

/** The time limit stops a server that sends a byte now and then from holding the workflow for days. */
function downloading(body: AnswerStream, timeoutMs: number): AsyncGenerator<Uint8Array> {
  return chunksInTime(body, timeoutSignal(timeoutMs), late(timeoutMs));
}

/** The error of a download that takes too long. */
export function late(timeoutMs: number): () => TransportError {
  return () =>
    new TransportError(
      `it was not complete after ${timeoutMs / 1000} s, which Request Timeout (Seconds) allows`,
      { requestSent: true, transient: true },
    );
}
