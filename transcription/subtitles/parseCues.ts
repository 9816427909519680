import type { Segment } from '../transcript';

/** `00:01:02,500` in SubRip, `01:02.500` or `100:01:02.500` in WebVTT. */
const timing = /^\s*((?:\d+:)?\d+:\d+[.,]\d+)\s*-->\s*((?:\d+:)?\d+:\d+[.,]\d+)/;

/**
 * Reads the cues of a SubRip or WebVTT file. Blocks without a timing line (the WEBVTT header, notes, styles)
 * are passed over; markup within a cue is removed.
 *
 * @returns one segment a cue, in seconds, in the file's order
 */
export function parseCues(file: string): Segment[] {
  return file
    .replace(/^\uFEFF/, '')
    .split(/\r?\n[ \t]*(?:\r?\n[ \t]*)+|\r?\n[ \t]*$/)
    .flatMap(parseBlock);
}

function parseBlock(block: string): Segment[] {
  const lines = block.split(/\r?\n/);
  const at = lines.findIndex((line) => timing.test(line));
  const [, start, end] = timing.exec(lines[at] ?? '') ?? [];
  if (start === undefined || end === undefined) return [];
  const text = plainText(lines.slice(at + 1).join(' '));
  return text ? [{ start: seconds(start), end: seconds(end), text }] : [];
}

function seconds(time: string): number {
  const total = time
    .replace(',', '.')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
  return Math.round(total * 1000) / 1000;
}

function plainText(text: string): string {
  return text
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&nbsp;|&lrm;|&rlm;/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}
