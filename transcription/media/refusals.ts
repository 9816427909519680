import { TranscriptionError } from '../errors';
import { oneLine } from '../text/oneLine';

/** Nothing can be said about a file, except that it can't be read here. */
export class UnreadableRecording extends TranscriptionError {}

/** Recordings that can't be helped: what they are, and what to do, in plain words. Nothing was sent. */
function refused(
  fileName: string,
  what: string,
  description: string,
  cause?: unknown,
  Kind = TranscriptionError,
): TranscriptionError {
  return new Kind(`"${oneLine(fileName)}" ${what}`, {
    code: 'invalidInput',
    description,
    cause,
  });
}

export function noSound(fileName: string, isVideo: boolean): TranscriptionError {
  return refused(
    fileName,
    isVideo ? 'is a video without sound.' : 'holds no sound that can be read.',
    isVideo
      ? 'There is nothing to transcribe in it. Check the node that supplies the file.'
      : 'Check that it plays, and convert it to MP3 first.',
  );
}

/** @param sound as the user may know it: "AMR" */
export function unsupportedSound(fileName: string, sound: string, receiver: string): TranscriptionError {
  return refused(
    fileName,
    `holds ${sound} sound, which ${receiver} does not take.`,
    'Convert it first, for example to MP3.',
  );
}

export function encryptedSound(fileName: string): TranscriptionError {
  return refused(
    fileName,
    'is encrypted (protected against copying), so its sound cannot be read.',
    'Supply the recording without the protection.',
  );
}

export function unreadable(fileName: string, cause: unknown): TranscriptionError {
  return refused(
    fileName,
    'cannot be read as a recording: it is damaged, cut off, or in a format that is not supported.',
    'Check that it plays, and convert it to MP3, or record it again. Nothing was sent.',
    cause,
    UnreadableRecording,
  );
}

export function tooLarge(fileName: string, receiver: string): TranscriptionError {
  return refused(
    fileName,
    `can't be cut into parts that are small enough for ${receiver}.`,
    'Convert it to MP3 first.',
  );
}
