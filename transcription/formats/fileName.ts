import { graphemes } from '../text/graphemes';

/** With an extension, and in any script, below the 255 bytes that file systems take. */
const mostBytes = 120;

/**
 * The name of a recording without its folders and its extension, made fit for a file system and for the headers
 * of an e-mail: `interview` of `interview.mp3`.
 *
 * @returns undefined when nothing is left
 */
export function outputBaseName(name: string | undefined): string | undefined {
  const last = name?.split(/[/\\]/).pop() ?? '';
  const safe = last
    // Without a letter it is no extension, but the end of a date or a version.
    .replace(/\.(?=\p{N}*\p{L})[\p{L}\p{N}]{1,5}$/u, '')
    .normalize('NFC')
    // Control and format characters (line ends, reversed writing) but the joiners of scripts, and what Windows forbids.
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"|?*]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  let short = '';
  for (const grapheme of graphemes(safe)) {
    if (Buffer.byteLength(short + grapheme) > mostBytes) break;
    short += grapheme;
  }
  return short.trim() || undefined;
}
