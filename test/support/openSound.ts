import type { AudioFile } from '../../transcription/audio/audio';
import type { CopiedSound } from '../../transcription/media/excerpt';
import { withRecording } from '../../transcription/media/recording';

/** Hands the open sound of a recording to a test, and closes it. */
export function withSound<T>(file: AudioFile, use: (sound: CopiedSound) => Promise<T>): Promise<T> {
  return withRecording(file, async ({ codec, ...sound }) => {
    if (codec === undefined) throw new Error(`"${file.fileName}" can't be copied.`);
    return await use({ ...sound, codec });
  });
}
