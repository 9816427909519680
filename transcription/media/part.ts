import type { AudioFile, RecordingPart } from '../audio/audio';
import { canonicalFileName, mediaTypeOf } from '../audio/audioFormat';
import type { Container } from './containers';
import type { CopiedSound, Excerpt } from './excerpt';
import type { KeptRanges } from './keptRanges';
import { type Layout, layoutOf, write } from './layout';
import { openRecording, type Recording } from './recording';
import { unreadable } from './refusals';

/** A part whose end is known from its packets. */
export interface PreparedPart extends RecordingPart {
  endSeconds: number;
}

/** A recording that is opened once more for each of its parts. */
export interface OpenableRecording {
  file: AudioFile;
  header: KeptRanges;
}

/**
 * An excerpt of a recording's sound as a file that is written while it is read, again at each `open`. Its bytes are
 * never held.
 */
export async function partOf(
  recording: OpenableRecording,
  sound: CopiedSound,
  container: Container,
  excerpt: Excerpt,
): Promise<PreparedPart> {
  const layout = await layoutOf(sound, container, excerpt);
  return {
    startSeconds: layout.startSeconds,
    endSeconds: layout.endSeconds,
    file: {
      kind: 'file',
      fileName: canonicalFileName(recording.file.fileName, container),
      mediaType: mediaTypeOf(container),
      sizeBytes: layout.sizeBytes,
      open: () => bytesOf(recording, container, excerpt, layout),
    },
  };
}

async function* bytesOf(
  { file, header }: OpenableRecording,
  container: Container,
  excerpt: Excerpt,
  layout: Layout,
): AsyncGenerator<Uint8Array> {
  const { sound, explain, close } = await openRecording(file, header);
  try {
    yield* write(copied(sound, file.fileName), container, excerpt, layout);
  } catch (error) {
    throw explain(error);
  } finally {
    await close();
  }
}

/** The same sound has a codec each time it is opened, unless the file was exchanged. */
function copied({ codec, ...sound }: Recording, fileName: string): CopiedSound {
  if (codec === undefined) throw unreadable(fileName, undefined);
  return { ...sound, codec };
}
