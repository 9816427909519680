import type { AudioFile } from '../audio/audio';
import { withRecording } from './recording';
import { unsupportedSound, UnreadableRecording } from './refusals';

/**
 * Checks that a file in a container for videos, too, holds sound of a kind that services know.
 *
 * @param receiver who gets the file, as the user knows it
 * @throws TranscriptionError (`invalidInput`) if there is no sound in it, or sound that can't be helped; a file that
 *   can't be read here may still be read there
 */
export async function assertSound(file: AudioFile, receiver: string): Promise<void> {
  try {
    await withRecording(file, ({ codec, soundLabel }) => {
      if (codec === undefined) throw unsupportedSound(file.fileName, soundLabel, receiver);
      return Promise.resolve();
    });
  } catch (error) {
    if (!(error instanceof UnreadableRecording)) throw error;
  }
}
