import { formatOfName } from '../../../transcription/audio/audioFormat';
import { outputBaseName } from '../../../transcription/formats/fileName';
import { fileFormats } from '../../../transcription/formats/write';
import type { Transcript } from '../../../transcription/transcript';

/** Candidates for the file name of a transcript. */
export interface Naming {
  /** The File Name option; empty if not set. */
  chosen: string;
  /** The recording's file name, if known from elsewhere than the transcript. */
  recording: string | undefined;
}

/** @returns the name of a transcript's files, without an extension */
export function baseName(
  { sourceName, taskId }: Pick<Transcript, 'sourceName' | 'taskId'>,
  naming: Naming,
): string {
  return (
    titleName({ sourceName }, naming) ??
    outputBaseName(taskId && whole(`transcript-${taskId}`)) ??
    'transcript'
  );
}

/** @returns the title of a transcript; undefined if neither the user nor the recording gives it a name */
export function titleName(
  { sourceName }: Pick<Transcript, 'sourceName'>,
  { chosen, recording }: Naming,
): string | undefined {
  return chosenName(chosen) ?? outputBaseName(recording) ?? outputBaseName(sourceName);
}

/** A dot in a chosen name may be part of a date or a version. */
function chosenName(name: string): string | undefined {
  const hasExtension =
    fileFormats.some((format) => name.toLowerCase().endsWith(`.${format}`)) ||
    formatOfName(name) !== undefined;
  return outputBaseName(hasExtension || name === '' ? name : whole(name));
}

/** Adds an extension to be removed, so that nothing else is. */
function whole(name: string): string {
  return `${name}.txt`;
}
