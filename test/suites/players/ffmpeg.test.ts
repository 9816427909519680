import { isDeepStrictEqual } from 'node:util';

import type { ParsedCue } from '../../support/parseSubtitles';
import { lookAlikes } from '../../transcription/subtitles/whatIsSaid';
import { type Played, playInFfmpeg } from './ffmpeg';
import { goldenFiles, randomFiles, type SubtitleFile } from './subtitleFiles';

/** No format can express them: ffmpeg reads `\N` as a line break in all of them. */
const lineBreakOfAss = /\\[Nnh]/;

describe.each(['srt', 'vtt'] as const)('a .%s file', (type) => {
  let files: SubtitleFile[];
  let played: Played[];
  beforeAll(async () => {
    const random = randomFiles(type, 200).filter(({ content }) => !lineBreakOfAss.test(content));
    files = [...(await goldenFiles(type)), ...random];
    played = await playInFfmpeg(files);
  });

  test('is read cue by cue, and line by line', () => {
    const measures = (cues: readonly ParsedCue[] = []) =>
      cues.map(({ startMs, endMs, lines }) => [startMs, endMs, lines.length]);
    expect(played.map(({ name, read }) => [name, measures(read)])).toEqual(
      files.map(({ name, cues }) => [name, measures(cues)]),
    );
  });

  test('is shown as it was said, when it was said', () => {
    const differ = files.flatMap(({ name, cues }, index) =>
      differing(name, cues.map(asShown), played[index]?.shown.map(asShown) ?? []),
    );
    expect(differ).toEqual([]);
  });
});

/** ffmpeg writes WebVTT's braces with its own escape, and drops voices. */
function asShown({ startMs, endMs, lines }: ParsedCue): ParsedCue {
  return { startMs, endMs, lines: lines.map((line) => lookAlikes(line.replace(/\\(?=[{}])/g, ''))) };
}

interface Difference {
  name: string;
  /** The first cue that differs. */
  expected: ParsedCue | undefined;
  found: ParsedCue | undefined;
}

function differing(name: string, expected: readonly ParsedCue[], found: readonly ParsedCue[]): Difference[] {
  const count = Math.max(expected.length, found.length);
  const at = Array.from({ length: count }, (_, index) => index).find(
    (index) => !isDeepStrictEqual(expected[index], found[index]),
  );
  return at === undefined ? [] : [{ name, expected: expected[at], found: found[at] }];
}
