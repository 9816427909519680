import type { AudioFile, AudioLimits } from './audio';
import { isAudioFormat } from './audioFormat';
import { kindOf } from './checkAudio';
import { type ContentKind, isDocumentKind } from './contentKinds';

/** Recordings in no provider's list whose sound can be taken out all the same. */
const otherPreparable: ReadonlySet<ContentKind> = new Set(['mov', 'mkv', '3gp']);

/** Whether a file that is taken as it is may be a video, and so may be one without sound. */
export function mayBeVideo(file: AudioFile): boolean {
  const kind = kindOf(file);
  return kind === 'mp4' || kind === 'webm';
}

/**
 * What has to happen to a file before its receiver takes it: `nothing`, or it has to be `prepared` (put into another
 * container, or cut). What can't be helped goes on as it is, to the check that says why.
 *
 * @param durationSeconds its length, if known
 */
export function fitOf(
  file: AudioFile,
  { formats, maxBytes, maxSeconds = Number.POSITIVE_INFINITY }: AudioLimits,
  durationSeconds = 0,
): 'nothing' | 'prepared' {
  const kind = kindOf(file);
  if (kind === undefined || isDocumentKind(kind) || file.sizeBytes === 0) return 'nothing';
  if (!isAudioFormat(kind)) return otherPreparable.has(kind) ? 'prepared' : 'nothing';
  const isTaken = formats.includes(kind) && file.sizeBytes <= maxBytes && durationSeconds <= maxSeconds;
  return isTaken ? 'nothing' : 'prepared';
}
