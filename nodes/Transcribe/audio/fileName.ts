import { recordingName } from '../../../transcription/audio/recordingName';

/**
 * The file name in a Content-Disposition header (RFC 6266): `filename*` takes precedence over `filename`.
 *
 * @returns undefined if there is none
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

/** @returns the last part of a URL's path; undefined if the path ends in a slash */
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

/** In ISO 8859-1 each byte is the code point of its character. */
function decodeLatin1(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
