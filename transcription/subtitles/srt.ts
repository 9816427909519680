import type { Cue } from './cue';
import { timestamp } from './timestamp';

/** @returns a SubRip file; an empty one for no cues */
export function toSrt(cues: readonly Cue[]): string {
  return cues
    .map(
      ({ startMs, endMs, lines }, index) =>
        `${index + 1}\n${timestamp(startMs, ',')} --> ${timestamp(endMs, ',')}\n${harmless(lines.join('\n'))}\n\n`,
    )
    .join('');
}

const suspicious = /[<{]|-->/;

/**
 * SubRip has no escapes. What players take for markup, or for the line of times, is written with characters that
 * look alike.
 */
function harmless(text: string): string {
  if (!suspicious.test(text)) return text;
  return text
    .replace(/-->/g, '→')
    .replace(/</g, '‹')
    .replace(/\{(?=\\|[CcFfoPSsYy]:)/g, '(');
}
