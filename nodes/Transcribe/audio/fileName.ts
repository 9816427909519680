import { recordingName } from '../../../transcription/audio/recordingName';

/**
 * The file name that a Content-Disposition header gives (RFC 6266): `filename*` before `filename`.
 *
 * @returns undefined when there is none
 */
export function fileNameFromHeader(header: string | undefined): string | undefined {
  if (!header) return undefined;
  const [, charset = '', extended] =
    /filename\*\s*=\s*(UTF-8|ISO-8859-1)'[^']*'([^;\s]+)/i.exec(header) ?? [];
  if (extended) return recordingName(/^utf/i.test(charset) ? decode(extended) : decodeLatin1(extended));
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header);
  const name = plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2];
  return name ? recordingName(name) : undefined;
}

/** @returns the last part of a URL's path; undefined for one that ends in a slash */
export function fileNameFromUrl(url: string): string | undefined {
  return recordingName(decode(new URL(url).pathname));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** In ISO 8859-1 each escaped byte is the character of that number. */
function decodeLatin1(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
