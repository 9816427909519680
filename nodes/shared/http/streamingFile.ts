import type { AudioFile } from '../../../transcription/audio/audio';
import { TranscriptionError } from '../../../transcription/errors';
import { toTransportError } from './transportError';

/**
 * A `File` whose bytes are read from their source while they are sent. n8n's HTTP helper asks a file in a `FormData`
 * for its size and its stream and never holds the whole file; a `Blob` made from a buffer takes three times the file's
 * size in memory.
 */
export class StreamingFile extends File {
  /** The error from reading the source: the reason why the request failed, which its own error doesn't contain. */
  failure: Error | undefined;
  override readonly size: number;
  /** One for each time that it was opened. */
  private readonly readings = new Set<AsyncGenerator<Uint8Array>>();

  constructor(private readonly source: AudioFile) {
    super([], source.fileName, { type: source.mediaType });
    this.size = source.sizeBytes;
  }

  override stream(): ReturnType<File['stream']> {
    const reading = this.read();
    this.readings.add(reading);
    return ReadableStream.from(reading);
  }

  /**
   * Closes the source after a failed request. n8n's helper stops reading when a connection breaks, and does not say so;
   * the file would stay open until the garbage is collected.
   */
  close(): void {
    // What a reading waits for may never come.
    for (const reading of this.readings) void reading.return(undefined).catch(() => undefined);
    this.readings.clear();
  }

  private async *read(): AsyncGenerator<Uint8Array> {
    try {
      yield* exactly(this.source.open(), this.size);
    } catch (error) {
      this.failure = error instanceof TranscriptionError ? error : unreadableFile(error);
      throw toTransportError(error);
    }
  }
}

/**
 * Yields the chunks of a source while they match its announced size. Extra bytes would be read as the start of another
 * request on the same connection (request smuggling). Each chunk is held back until the next chunk or the end is seen.
 * If the size is wrong, the last announced bytes are therefore never sent, and the server never has a whole request.
 */
async function* exactly(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  sizeBytes: number,
): AsyncGenerator<Uint8Array> {
  let received = 0;
  let held: Uint8Array | undefined;
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    received += chunk.length;
    if (received > sizeBytes) throw otherSize(`more than the ${sizeBytes} bytes`);
    if (held) yield held;
    held = chunk;
  }
  if (received < sizeBytes) throw otherSize(`${received} of the ${sizeBytes} bytes`);
  if (held) yield held;
}

function otherSize(found: string): TranscriptionError {
  return new TranscriptionError(`The audio file has ${found} that n8n recorded for it.`, {
    code: 'invalidInput',
    description:
      'Nothing was transcribed. Run the workflow again from the node that supplies the file, so that n8n stores it again.',
  });
}

/** An upload that breaks off here is incomplete on the server, so nothing was charged. */
export function unreadableFile(cause: unknown): TranscriptionError {
  const code = systemCode(cause);
  const why =
    code === undefined ? 'n8n may have deleted it by now.' : `n8n reports ${code}${meaningOf(code)}.`;
  return new TranscriptionError('The audio file could not be read from n8n.', {
    code: 'invalidInput',
    description: `${why} Run the workflow again from the node that supplies the file.`,
    cause,
  });
}

/** The operating system's word for what went wrong. */
function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z_\d]{2,30}$/.test(code) ? code : undefined;
}

function meaningOf(code: string): string {
  if (code === 'ENOENT') return ': the file is no longer there';
  return code === 'EMFILE' ? ': too many files are open at the same time' : '';
}
