import type { AudioFile } from '../../transcription/audio';
import { TranscriptionError } from '../../transcription/errors';
import { toTransportError } from './transportError';

/**
 * A `File` whose bytes are read from their source while they are sent. In a `FormData`, n8n's HTTP helper asks
 * it for its size and its stream and never holds the whole; a `Blob` made of a buffer costs three times the
 * file in memory.
 */
export class StreamingFile extends File {
  /** What broke while the source was read: the reason that the request failed, which its error does not tell. */
  failure: Error | undefined;
  override readonly size: number;

  constructor(private readonly source: AudioFile) {
    super([], source.fileName, { type: source.mediaType });
    this.size = source.sizeBytes;
  }

  override stream(): ReturnType<File['stream']> {
    return ReadableStream.from(this.read());
  }

  private async *read(): AsyncGenerator<Uint8Array> {
    try {
      yield* this.source.open();
    } catch (error) {
      this.failure = error instanceof TranscriptionError ? error : unreadable(error);
      throw toTransportError(error);
    }
  }
}

/** An upload that breaks off on this side is not complete on the other, so nothing was charged. */
function unreadable(cause: unknown): TranscriptionError {
  return new TranscriptionError('The audio file could not be read from n8n.', {
    code: 'invalidInput',
    description:
      'n8n may have deleted it by now. Run the workflow again from the node that supplies the file.',
    cause,
  });
}
