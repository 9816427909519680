import type { AudioFile } from '../audio/audio';
import { TranscriptionError } from '../errors';
import { isEncrypted, soundLabel } from './codecs';
import { ForwardReader } from './forwardReader';
import type { KeptRanges } from './keptRanges';
import {
  ADTS,
  type AudioCodec,
  CustomSource,
  EncodedPacketSink,
  FLAC,
  Input,
  type InputAudioTrack,
  MATROSKA,
  MP3,
  MP4,
  OGG,
  QTFF,
  WAVE,
  WEBM,
} from './mediabunny';
import { guardReads } from './readGuard';
import { encryptedSound, noSound, unreadable } from './refusals';

const formats = [MP4, QTFF, MATROSKA, WEBM, WAVE, OGG, FLAC, MP3, ADTS];

/** The library's own cache. The reader below it keeps a window of the file, too. */
const cacheBytes = 1024 * 1024;

/** The library asks for a few bytes at a time. It searches small pieces in its cache longer than it reads them. */
const pieceBytes = 128 * 1024;

/** The sound of a recording, open for reading. */
export interface Recording {
  /** Undefined for a sound that can be named but not copied. */
  readonly codec: AudioCodec | undefined;
  /** How users know a sound without a codec. */
  readonly soundLabel: string;
  readonly track: InputAudioTrack;
  readonly packets: EncodedPacketSink;
  /** The size of the whole file. */
  readonly fileBytes: number;
  /** Whether the size of each packet is known without reading the packet: it stands in a table, or all are of one size. */
  readonly hasSizes: boolean;
  /** Whoever reads the sound from the start once more says so; other readings are taken for a damaged file's. */
  allowAnotherReading(this: void): void;
}

/** An open recording, for readers that can't end within a callback. */
export interface OpenRecording {
  sound: Recording;
  /** The user's version of an error of the library: what is wrong with the recording, or why it could not be read. */
  explain(this: void, error: unknown): unknown;
  close(this: void): Promise<void>;
}

/**
 * @param header what readers of the same file share, who open it several times
 * @throws TranscriptionError (`invalidInput`) if there is no sound that can be read; what reading the file throws
 */
export async function openRecording(file: AudioFile, header?: KeptRanges): Promise<OpenRecording> {
  const reader = new ForwardReader(file, header);
  const input = new Input({
    formats,
    source: guardReads(
      new CustomSource({
        getSize: () => file.sizeBytes,
        read: async (start, end) =>
          inPieces(await reader.read(start, Math.min(file.sizeBytes, Math.max(end, start + pieceBytes)))),
        maxCacheSize: cacheBytes,
        // Every failed read is reported to the caller that waits for it, through the reader.
        handleUnhandledError: () => undefined,
      }),
    ),
  });
  const close = async () => {
    input.dispose();
    await reader.close();
  };
  const explain = (error: unknown): unknown => {
    if (reader.failure !== undefined) return reader.failure;
    return error instanceof TranscriptionError ? error : unreadable(file.fileName, error);
  };
  try {
    const sound = await soundOf(input, file);
    return { sound: { ...sound, allowAnotherReading: () => reader.allowAnotherReading() }, explain, close };
  } catch (error) {
    await close();
    throw explain(error);
  }
}

/** Opens a recording, hands its sound to `use`, and closes it. @throws as `openRecording`, and what `use` throws */
export async function withRecording<T>(
  file: AudioFile,
  use: (sound: Recording) => Promise<T>,
  header?: KeptRanges,
): Promise<T> {
  const { sound, explain, close } = await openRecording(file, header);
  try {
    return await use(sound);
  } catch (error) {
    throw explain(error);
  } finally {
    await close();
  }
}

async function soundOf(
  input: Input,
  { fileName, sizeBytes }: AudioFile,
): Promise<Omit<Recording, 'allowAnotherReading'>> {
  const track = await input.getPrimaryAudioTrack();
  if (track === null) throw noSound(fileName, (await input.getPrimaryVideoTrack()) !== null);
  if (await isEncrypted(track)) throw encryptedSound(fileName);
  const format = await input.getFormat();
  return {
    codec: (await track.getCodec()) ?? undefined,
    soundLabel: await soundLabel(track),
    track,
    packets: new EncodedPacketSink(track),
    fileBytes: sizeBytes,
    hasSizes: format === MP4 || format === QTFF || format === WAVE,
  };
}

/** More than was asked for, or in several pieces, is only taken from a stream. */
function inPieces(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}
