import type { AudioFile } from '../audio/audio';
import { TranscriptionError } from '../errors';
import { isEncrypted, soundLabel } from './codecs';
import { ForwardReader } from './forwardReader';
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
const pieceBytes = 512 * 1024;

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

/** @throws TranscriptionError (`invalidInput`) if there is no sound that can be read; what reading the file throws */
export async function openRecording(file: AudioFile): Promise<OpenRecording> {
  const reader = new ForwardReader(file);
  const input = new Input({
    formats,
    source: guardReads(
      new CustomSource({
        getSize: () => file.sizeBytes,
        read: async (start, end) =>
          inOnePiece(await reader.read(start, Math.min(file.sizeBytes, Math.max(end, start + pieceBytes)))),
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
export async function withRecording<T>(file: AudioFile, use: (sound: Recording) => Promise<T>): Promise<T> {
  const { sound, explain, close } = await openRecording(file);
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
  return {
    codec: (await track.getCodec()) ?? undefined,
    soundLabel: await soundLabel(track),
    track,
    packets: new EncodedPacketSink(track),
    fileBytes: sizeBytes,
  };
}

/** More than was asked for, in one piece, is only taken from a stream. */
function inOnePiece(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}
