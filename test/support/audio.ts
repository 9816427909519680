import type { AudioFile } from '../../transcription/audio/audio';
import { fixtureBytes, fixtureNamed } from '../../emulator/recordings/fixtures';

/** Bytes as a file that is read in chunks, from the start each time. */
export function audioFile(fileName: string, mediaType: string, bytes: Uint8Array): AudioFile {
  return {
    kind: 'file',
    fileName,
    mediaType,
    sizeBytes: bytes.length,
    *open() {
      const chunk = 64 * 1024;
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    },
  };
}

export const fixtureFile = (name: string): AudioFile =>
  audioFile(name, fixtureNamed(name).mediaType, fixtureBytes(name));
