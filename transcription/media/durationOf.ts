import type { AudioFile } from '../audio/audio';
import { TranscriptionError } from '../errors';
import { withRecording } from './recording';

/**
 * How long a recording is, in seconds. Most headers say it; else its packets are counted.
 *
 * @returns undefined for what can't be read as a recording
 * @throws what reading the file throws
 */
export async function durationOf(file: AudioFile): Promise<number | undefined> {
  try {
    return await withRecording(file, async ({ track }) => {
      const seconds = (await track.getDurationFromMetadata()) ?? (await track.computeDuration());
      return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
    });
  } catch (error) {
    if (error instanceof TranscriptionError && error.code === 'invalidInput') return undefined;
    throw error;
  }
}
