import type { AudioFile, AudioLimits } from './audio';
import { canonicalFileName, detectAudioFormat, formatLabel, mediaTypeOf } from './audioFormat';
import { TranscriptionError } from '../errors';
import { oneLine } from '../text/oneLine';

/**
 * Checks a file against what its receiver takes, before a byte is sent.
 *
 * @returns the same file under a canonical name and media type
 * @throws TranscriptionError (`invalidInput`) that names the limit and says what to do
 */
export function checkAudioFile(file: AudioFile, limits: AudioLimits): AudioFile {
  const { fileName, sizeBytes } = file;
  const name = oneLine(fileName);
  if (sizeBytes === 0) {
    throw invalid(
      `The audio file "${name}" is empty (0 bytes).`,
      'Check the node that supplies the file: a download that failed often leaves an empty one.',
    );
  }
  if (sizeBytes > limits.maxBytes) {
    const size = megabytes(sizeBytes);
    const most = wholeMegabytes(limits.maxBytes);
    throw invalid(
      `The audio file is ${size} MB, ${limits.receiver} takes ${Number(size) > Number(most) ? '' : 'a little less than '}${most} MB at most. ${limits.whenTooLarge}`,
    );
  }
  const format = detectAudioFormat(fileName, file.mediaType);
  const accepted = listOfFormats(limits);
  if (format === undefined) {
    throw invalid(
      `"${name}" is not an audio file that can be recognised (its type is ${oneLine(file.mediaType) || 'not given'}). ${capitalise(limits.receiver)} takes ${accepted}.`,
      'If it is audio after all, give it a file name with the right extension in the node that supplies it.',
    );
  }
  if (!limits.formats.includes(format)) {
    throw invalid(
      `${capitalise(limits.receiver)} does not take ${formatLabel(format)} files such as "${name}". It takes ${accepted}. Convert the file first.`,
    );
  }
  return { ...file, fileName: canonicalFileName(fileName, format), mediaType: mediaTypeOf(format) };
}

function invalid(message: string, description?: string): TranscriptionError {
  return new TranscriptionError(message, { code: 'invalidInput', description });
}

function listOfFormats({ formats }: AudioLimits): string {
  const labels = formats.map(formatLabel).sort();
  return `${labels.slice(0, -1).join(', ')} and ${labels[labels.length - 1]}`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const bytesPerMegabyte = 1024 * 1024;

/** Rounded up to a tenth, so that a file just over a limit does not appear to be exactly at it. */
function megabytes(bytes: number): string {
  return (Math.ceil((bytes / bytesPerMegabyte) * 10) / 10).toFixed(1);
}

/** Shows a limit as documented, although a few KiB of it are reserved for the fields around the file. */
function wholeMegabytes(bytes: number): string {
  return Math.ceil(bytes / bytesPerMegabyte).toString();
}
