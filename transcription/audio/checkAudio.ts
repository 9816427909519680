import type { AudioFile, AudioLimits } from './audio';
import { canonicalFileName, detectAudioFormat, formatLabel, isAudioFormat, mediaTypeOf } from './audioFormat';
import {
  type ContentKind,
  type DocumentKind,
  hintedMediaKind,
  isDocumentKind,
  kindLabel,
} from './contentKinds';
import { TranscriptionError } from '../errors';
import { oneLine } from '../text/oneLine';

/**
 * What a file is. Its content decides as far as it is recognised; its name and its media type decide what the first
 * bytes leave open, such as M4A or MP4.
 *
 * @returns undefined if nothing gives it away
 */
export function kindOf({
  content,
  fileName,
  mediaType,
}: Pick<AudioFile, 'content' | 'fileName' | 'mediaType'>): ContentKind | undefined {
  const hinted = detectAudioFormat(fileName, mediaType);
  if (content === undefined) return hinted ?? hintedMediaKind(fileName, mediaType);
  return hinted !== undefined && content.orElse?.includes(hinted) ? hinted : content.kind;
}

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
  const kind = kindOf(file);
  if (kind !== undefined && isDocumentKind(kind)) {
    throw invalid(`"${name}" is ${kindLabel(kind)}, not a recording.`, whatToDo(kind));
  }
  if (sizeBytes > limits.maxBytes) {
    const size = megabytes(sizeBytes);
    const most = wholeMegabytes(limits.maxBytes);
    throw invalid(
      `The audio file is ${size} MB, ${limits.receiver} takes ${Number(size) > Number(most) ? '' : 'a little less than '}${most} MB at most. ${limits.whenTooLarge}`,
    );
  }
  const accepted = listOfFormats(limits);
  if (kind === undefined) {
    throw invalid(
      `"${name}" is not an audio file that can be recognised (its type is ${oneLine(file.mediaType) || 'not given'}). ${capitalise(limits.receiver)} takes ${accepted}.`,
      'If it is audio after all, give it a file name with the right extension in the node that supplies it.',
    );
  }
  if (!isAudioFormat(kind)) {
    throw invalid(
      `"${name}" is ${kindLabel(kind)}, which ${limits.receiver} does not take. It takes ${accepted}. Convert the file first.`,
    );
  }
  if (!limits.formats.includes(kind)) {
    throw invalid(
      `${capitalise(limits.receiver)} does not take ${formatLabel(kind)} files such as "${name}". It takes ${accepted}. Convert the file first.`,
    );
  }
  return { ...file, fileName: canonicalFileName(fileName, kind), mediaType: mediaTypeOf(kind) };
}

/** Where such a file usually comes from. */
function whatToDo(kind: DocumentKind): string {
  if (/^(?:html|json|xml)$/.test(kind)) {
    return 'Nothing was sent. A server often answers with this in place of a file when a login is missing or a link has expired: look into the file in the node that supplies it.';
  }
  if (/^(?:archive|gzip|zip)$/.test(kind)) {
    return 'Nothing was sent. Unpack it first, for example with a Compression node, and pass on the recording.';
  }
  return 'Nothing was sent. Change the node that supplies the file: it has to pass on the recording itself.';
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
