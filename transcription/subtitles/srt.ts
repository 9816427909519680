import type { Cue } from './cue';
import { timestamp } from './timestamp';

/** @returns a SubRip file; empty when there are no cues */
export function toSrt(cues: readonly Cue[]): string {
  return cues
    .map(
      ({ startMs, endMs, lines }, index) =>
        `${index + 1}\n${timestamp(startMs, ',')} --> ${timestamp(endMs, ',')}\n${harmless(lines.join('\n'))}\n\n`,
    )
    .join('');
}

const suspicious = /[<{]|-->/;

/** What players take for the beginning of a tag or a comment, or a bracket that is closed. "I <3 you" is neither. */
const tagStart = /<(?=[\p{L}/!]|[^>]*>)/gu;

/**
 * SubRip has no escapes, so characters that players would take for markup or a timing line are replaced by
 * look-alikes.
 */
function harmless(text: string): string {
  if (!suspicious.test(text)) return text;
  return text
    .replace(/-->/g, '→')
    .replace(tagStart, '‹')
    .replace(/\{(?=\\|[CcFfoPSsYy]:)/g, '(');
}
