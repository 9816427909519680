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

/** What players take for the beginning of a tag or a comment. "I <3 you" is neither. */
const tagName = /^[\p{L}/!]/u;

/**
 * SubRip has no escapes, so characters that players would take for markup or a timing line are replaced by
 * look-alikes.
 */
function harmless(text: string): string {
  if (!suspicious.test(text)) return text;
  const withoutArrows = text.replace(/-->/g, '→');
  const lastClosing = withoutArrows.lastIndexOf('>');
  return withoutArrows
    .replace(/</g, (bracket, at: number) => {
      const isTag = at < lastClosing || tagName.test(withoutArrows.slice(at + 1, at + 3));
      return isTag ? '‹' : bracket;
    })
    .replace(/\{(?=\\|[CcFfoPSsYy]:)/g, '(');
}
