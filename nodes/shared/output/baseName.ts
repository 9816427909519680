import { formatOfName } from '../../../transcription/audio/audioFormat';
import { outputBaseName } from '../../../transcription/formats/fileName';
import { fileFormats } from '../../../transcription/formats/write';
import type { Transcript } from '../../../transcription/transcript';

/** What the files of a transcript may be called after. */
export interface Naming {
  /** Chosen by the user for these files; empty when nothing was. */
  chosen: string;
  /** The file name of the recording, where it is known from elsewhere than the transcript. */
  recording: string | undefined;
}

/** @returns the name of a transcript's files, without an extension */
export function baseName(
  { sourceName, taskId }: Pick<Transcript, 'sourceName' | 'taskId'>,
  { chosen, recording }: Naming,
): string {
  return (
    chosenName(chosen) ??
    outputBaseName(recording) ??
    outputBaseName(sourceName) ??
    outputBaseName(taskId && whole(`transcript-${taskId}`)) ??
    'transcript'
  );
}

/** In a chosen name a dot may be part of a date or a version. */
function chosenName(name: string): string | undefined {
  const hasExtension =
    fileFormats.some((format) => name.toLowerCase().endsWith(`.${format}`)) ||
    formatOfName(name) !== undefined;
  return outputBaseName(hasExtension || name === '' ? name : whole(name));
}

/** Nothing but this extension is taken away. */
function whole(name: string): string {
  return `${name}.txt`;
}
