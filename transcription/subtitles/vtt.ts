import type { Cue } from './cue';
import { timestamp } from './timestamp';

/** @returns a WebVTT file, each cue with the voice of its speaker (W3C, WebVTT: The Web Video Text Tracks Format) */
export function toVtt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ startMs, endMs, lines, voice }) => {
    const text = lines.map(escaped).join('\n');
    const spoken = voice === undefined ? text : `<v ${escaped(voice)}>${text}</v>`;
    return `${timestamp(startMs, '.')} --> ${timestamp(endMs, '.')}\n${spoken}\n`;
  });
  return ['WEBVTT\n', ...blocks].join('\n');
}

/** By that no text can hold the arrow of a line of times. */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
