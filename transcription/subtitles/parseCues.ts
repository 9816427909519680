import type { Segment } from '../transcript';

/** `00:01:02,500` in SubRip, `01:02.500` or `100:01:02.500` in WebVTT. Of more digits no time can be made. */
const time = String.raw`(?:\d{1,6}:)?\d{1,6}:\d{1,6}[.,]\d{1,12}`;
const timing = new RegExp(String.raw`^\s*(${time})\s*-->\s*(${time})`);

/**
 * Reads the cues of a SubRip or WebVTT file. Blocks without a timing line (the WEBVTT header, styles) and notes are
 * passed over; markup within a cue is removed, but a voice becomes the speaker.
 *
 * @returns one segment a cue, in seconds, in the file's order
 */
export function parseCues(file: string): Segment[] {
  return blocksOf(file.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)).flatMap(parseBlock);
}

function blocksOf(lines: readonly string[]): string[][] {
  const blocks: string[][] = [];
  let open: string[] | undefined;
  for (const line of lines) {
    if (line.trim() === '') {
      open = undefined;
      continue;
    }
    if (open === undefined) blocks.push((open = []));
    open.push(line);
  }
  return blocks;
}

/** Some programs leave out the empty line between two cues, so that a block may hold several. */
function parseBlock(lines: readonly string[]): Segment[] {
  if (/^NOTE(?:\s|$)/.test(lines[0] ?? '')) return [];
  const timings = lines.flatMap((line, index) => (timing.test(line) ? [index] : []));
  return timings.flatMap((at, place) => {
    const next = timings[place + 1];
    const textLines = lines.slice(at + 1, next);
    if (next !== undefined && /^\s*\d+\s*$/.test(textLines.at(-1) ?? '')) textLines.pop();
    return parseCue(lines[at] ?? '', textLines.join(' '));
  });
}

function parseCue(timingLine: string, markup: string): Segment[] {
  const [, start, end] = timing.exec(timingLine) ?? [];
  const text = plainText(markup);
  if (start === undefined || end === undefined || text === '') return [];
  const speaker = voiceIn(markup);
  const from = seconds(start);
  return [{ start: from, end: Math.max(from, seconds(end)), text, ...(speaker ? { speaker } : {}) }];
}

function seconds(timestamp: string): number {
  const total = timestamp
    .replace(',', '.')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
  return Math.round(total * 1000) / 1000;
}

/** The annotation of `<v Anna>`. Where several people speak in one cue, nobody is its speaker. */
function voiceIn(markup: string): string | undefined {
  const voices = new Set(
    Array.from(markup.matchAll(/<v(?:\.[^\s<>]*)?\s([^<>]*)>/g), ([, name = '']) => name),
  );
  const [voice] = voices;
  return voices.size === 1 && voice ? plainText(voice) : undefined;
}

/** `<i>`, `</v>`, `<v Anna>`, `<00:01.500>`; a lone "<" is text. */
const tag = /<\/?[a-z][^<>]*>|<[\d:.]+>/gi;

function plainText(markup: string): string {
  return decodeEntities(markup.replace(tag, '')).replace(/\s+/g, ' ').trim();
}

const named = new Map([
  ['amp', '&'],
  ['apos', "'"],
  ['gt', '>'],
  ['lrm', '\u200e'],
  ['lt', '<'],
  ['nbsp', ' '],
  ['quot', '"'],
  ['rlm', '\u200f'],
]);

/** In one pass: what an entity stands for is never read as another. */
function decodeEntities(text: string): string {
  return text.replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]+);/gi, (entity, name: string) => {
    const lower = name.toLowerCase();
    return lower.startsWith('#') ? (characterAt(lower.slice(1)) ?? entity) : (named.get(lower) ?? entity);
  });
}

/** @param code decimal, or hexadecimal behind an "x" */
function characterAt(code: string): string | undefined {
  const point = code.startsWith('x') ? Number.parseInt(code.slice(1), 16) : Number(code);
  const isCharacter = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  return isCharacter ? String.fromCodePoint(point) : undefined;
}
