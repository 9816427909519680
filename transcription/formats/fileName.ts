import { unsafeCharacters } from '../text/unsafeCharacters';
import { graphemes } from '../text/graphemes';

/** With an extension, and in any script, this stays below the 255 bytes that file systems allow. */
const mostBytes = 120;

/** Many times the final length, because characters may be removed or combined. */
const mostLookedAt = 4_000;

/** Devices on Windows, with any extension ("Naming Files, Paths, and Namespaces" in Microsoft's documentation). */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])\s*(?:\.|$)/i;

/**
 * The name of a recording without folders and extension, made safe for file systems, e-mail headers and command lines: `interview`
 * for `interview.mp3`.
 *
 * @returns undefined when nothing is left
 */
export function outputBaseName(name: string | undefined): string | undefined {
  const last = name?.split(/[/\\]/).pop() ?? '';
  const safe = last
    // Without a letter it is the end of a date or a version, not an extension.
    .replace(/\.(?=\p{N}*\p{L})[\p{L}\p{N}]{1,5}$/u, '')
    .slice(0, mostLookedAt)
    .normalize('NFC')
    .replace(unsafeCharacters, ' ')
    // Forbidden by Windows.
    .replace(/[<>:"|?*]/g, ' ')
    .replace(/\s+/g, ' ')
    // A hyphen begins an option in a command line, and an equals sign a formula in a table.
    .replace(/^[\s.=-]+|(?<![\s.])[\s.]+$/g, '');
  let short = '';
  for (const grapheme of graphemes(safe)) {
    if (Buffer.byteLength(short + grapheme) > mostBytes) break;
    short += grapheme;
  }
  const base = short.replace(/(?<![\s.])[\s.]+$/, '');
  return (reserved.test(base) ? `_${base}` : base) || undefined;
}
