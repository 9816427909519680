import type { AudioFile, AudioLimits, RecordingPart } from '../../../transcription/audio/audio';
import { fitOf, mayBeVideo } from '../../../transcription/audio/taken';
import { createLimiter } from '../../../transcription/calls/limit';
import { TranscriptionError } from '../../../transcription/errors';
import { loadMediaToolkit } from '../../../transcription/media/toolkit';
import { oneLine } from '../../../transcription/text/oneLine';

/** Recordings looked into at once: each takes some megabytes, and all share one processor. */
const atOnce = createLimiter(2);

/** What the user wants to happen to recordings before they are sent. */
export interface Preparing {
  /** Whether recordings may be put into another container and cut. */
  prepares: boolean;
  /** The longest recording that may be paid for. */
  longestSeconds: number | undefined;
}

/**
 * A recording in the form its receiver takes: as it is, or prepared, in one part or several.
 *
 * @throws TranscriptionError (`invalidInput`) for a recording that is longer than the user allows, or can't be helped
 */
export async function fittingParts(
  file: AudioFile,
  limits: AudioLimits,
  { prepares, longestSeconds }: Preparing,
): Promise<RecordingPart[]> {
  const needsLength = prepares && limits.maxSeconds !== undefined;
  const endSeconds =
    longestSeconds !== undefined
      ? await allowedLength(file, longestSeconds)
      : needsLength
        ? await lengthOf(file)
        : undefined;
  const asItIs = [{ file, startSeconds: 0, endSeconds }];
  if (!prepares) return asItIs;
  if (fitOf(file, limits, endSeconds) === 'prepared') {
    const { prepareRecording } = await loadMediaToolkit();
    return await atOnce(() => prepareRecording(file, limits));
  }
  if (mayBeVideo(file)) {
    const { assertSound } = await loadMediaToolkit();
    await atOnce(() => assertSound(file, limits.receiver));
  }
  return asItIs;
}

/** The length of a recording in seconds. @throws TranscriptionError (`invalidInput`) if it is longer, or unknown */
export async function allowedLength(file: AudioFile, longestSeconds: number): Promise<number> {
  const seconds = await lengthOf(file);
  if (seconds === undefined || seconds > longestSeconds) throw tooLong(file, seconds, longestSeconds);
  return seconds;
}

/** The length of a recording in seconds; undefined if it can't be found out. @throws what reading the file throws */
export async function lengthOf(file: AudioFile): Promise<number | undefined> {
  const { durationOf } = await loadMediaToolkit();
  return await atOnce(() => durationOf(file));
}

function tooLong(
  { fileName }: AudioFile,
  seconds: number | undefined,
  longestSeconds: number,
): TranscriptionError {
  const name = oneLine(fileName);
  const most = `Longest Recording (Minutes) allows ${minutes(longestSeconds)}`;
  return new TranscriptionError(
    seconds === undefined
      ? `The length of "${name}" is unknown, and ${most} minutes.`
      : `"${name}" is ${minutes(seconds)} minutes long, ${most}.`,
    {
      code: 'invalidInput',
      description: 'Nothing was sent. Raise the option or remove it to transcribe the recording anyway.',
    },
  );
}

/** Rounded up to a tenth, so that a recording just over the limit does not appear to be exactly at it. */
function minutes(seconds: number): string {
  return (Math.ceil(seconds / 6 - 1e-9) / 10).toString();
}
