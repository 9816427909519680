import type { Segment } from '../transcript';
import { timedWords } from '../words/timedWords';
import { CueReader, type Cue, type Line } from './cueReader';
import { plainText, voiceIn } from './plainText';

/**
 * Reads the cues of a SubRip or WebVTT file. Skips the WEBVTT header, styles and notes, and removes markup within
 * cues, except that a voice becomes the speaker. Text after an empty line belongs to the cue before it, and missing
 * timestamps are interpolated: a malformed file must not cost any text.
 *
 * @returns one segment per cue, in seconds, in the file's order
 */
export function parseCues(file: string): Segment[] {
  const spoken = readerOf(file).cues.flatMap((cue) => spokenIn(file, cue));
  return timedWords(spoken) ?? [];
}

/** @returns the text of a file without any timestamps; empty for a silent recording */
export function untimedText(file: string): string {
  return plainText(textOf(file, readerOf(file).untimed));
}

export const isWebVtt = (file: string): boolean => /^\uFEFF?WEBVTT(?!\S)/.test(file);

function readerOf(file: string): CueReader {
  const reader = new CueReader(isWebVtt(file));
  for (const line of linesOf(file)) reader.read(line);
  reader.end();
  return reader;
}

/** Yields lines one by one: as a list, a file of nothing but line ends would have millions of entries. */
function* linesOf(file: string): Generator<Line> {
  const lineEnd = /\r\n|\r|\n/g;
  let from = file.startsWith('\uFEFF') ? 1 : 0;
  for (let found = lineEnd.exec(file); found !== null; found = lineEnd.exec(file)) {
    yield { from, to: found.index, text: file.slice(from, found.index) };
    from = lineEnd.lastIndex;
  }
  yield { from, to: file.length, text: file.slice(from) };
}

function spokenIn(file: string, { times: { start, end }, said }: Cue) {
  const markup = textOf(file, said);
  const text = plainText(markup);
  if (text === '') return [];
  const speaker = voiceIn(markup);
  const lasting = start === undefined || end === undefined ? end : Math.max(start, end);
  return [{ start, end: lasting, text, ...(speaker ? { speaker } : {}) }];
}

const textOf = (file: string, stretches: Cue['said']): string =>
  stretches.map(({ from, to }) => file.slice(from, to)).join(' ');
