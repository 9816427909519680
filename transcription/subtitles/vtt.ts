import type { Cue } from './cue';
import { timestamp } from './timestamp';

/** @returns a WebVTT file that names each cue's speaker as its voice (W3C, WebVTT: The Web Video Text Tracks Format) */
export function toVtt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ startMs, endMs, lines, voice }) => {
    const text = lines.map(escaped).join('\n');
    const spoken = voice === undefined ? text : `<v ${escaped(voice)}>${text}</v>`;
    return `${timestamp(startMs, '.')} --> ${timestamp(endMs, '.')}\n${spoken}\n`;
  });
  return ['WEBVTT\n', ...blocks].join('\n');
}

/** Escaping ">" also ensures that no text can contain the arrow of a timing line. */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
