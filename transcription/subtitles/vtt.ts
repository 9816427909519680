import type { Cue } from './cue';
import { timestamp } from './timestamp';

/** @returns a WebVTT file that names each cue's speaker as its voice (W3C, WebVTT: The Web Video Text Tracks Format) */
export function toVtt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ startMs, endMs, lines, voice, voices }) => {
    const spoken = voices
      ? lines.map((line, index) => spokenBy(voices[index], line)).join('\n')
      : spokenBy(voice, lines.join('\n'));
    return `${timestamp(startMs, '.')} --> ${timestamp(endMs, '.')}\n${spoken}\n`;
  });
  return ['WEBVTT\n', ...blocks].join('\n');
}

function spokenBy(voice: string | undefined, text: string): string {
  return voice === undefined ? escaped(text) : `<v ${escaped(voice)}>${escaped(text)}</v>`;
}

/** Escaping ">" also ensures that no text can contain the arrow of a timing line. */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
