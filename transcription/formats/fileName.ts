import { unsafeCharacters } from '../audio/recordingName';
import { graphemes } from '../text/graphemes';

/** With an extension, and in any script, below the 255 bytes that file systems take. */
const mostBytes = 120;

/** Many times what is left in the end: characters may be taken out, and several become one. */
const mostLookedAt = 4_000;

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
    .slice(0, mostLookedAt)
    .normalize('NFC')
    .replace(unsafeCharacters, ' ')
    // What Windows forbids.
    .replace(/[<>:"|?*]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  let short = '';
  for (const grapheme of graphemes(safe)) {
    if (Buffer.byteLength(short + grapheme) > mostBytes) break;
    short += grapheme;
  }
  return short.replace(/[\s.]+$/, '') || undefined;
}
