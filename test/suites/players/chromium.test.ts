import type { ParsedCue } from '../../support/parseSubtitles';
import { playInChromium, type Track } from './chromium';
import { goldenFiles, randomFiles, type SubtitleFile } from './subtitleFiles';

let files: SubtitleFile[];
let tracks: Track[];
beforeAll(async () => {
  files = [...(await goldenFiles('vtt')), ...randomFiles('vtt', 100)];
  tracks = await playInChromium(files);
});

/** Keyed by file, to show which ones differ. */
function inTracks<T>(of: (cue: Track[number]) => T): Array<[string, T[] | undefined]> {
  return files.map(({ name }, index) => [name, tracks[index]?.map(of)]);
}

function inFiles<T>(of: (cue: ParsedCue) => T): Array<[string, T[]]> {
  return files.map(({ name, cues }) => [name, cues.map(of)]);
}

test('a browser shows each cue when it is said', () => {
  const times = ({ startMs, endMs }: { startMs: number; endMs: number }) => [startMs, endMs];
  expect(inTracks(times)).toEqual(inFiles(times));
});

test('a browser shows each cue as it is said, in its lines', () => {
  expect(inTracks(({ shown }) => shown)).toEqual(inFiles(({ lines }) => lines.join('\n')));
});

test('a browser tells whose voice it is', () => {
  const ofCue = ({ voice, voices }: ParsedCue) => voices ?? (voice === undefined ? [] : [voice]);
  expect(inTracks(({ voices }) => voices)).toEqual(inFiles(ofCue));
  expect(files.some(({ cues }) => cues.some(({ voices }) => voices !== undefined))).toBe(true);
});
