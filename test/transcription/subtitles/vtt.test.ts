import type { Cue } from '../../../transcription/subtitles/cue';
import { toVtt } from '../../../transcription/subtitles/vtt';
import { validateVtt } from '../../support/parseSubtitles';

const cue = (...lines: string[]): Cue => ({ startMs: 1_500, endMs: 4_000, lines });

test('a file has its signature, and an empty line before each cue', () => {
  const cues: Cue[] = [
    { startMs: 0, endMs: 1_500, lines: ['Hello,', 'this is Anna.'] },
    { startMs: 90_000_000, endMs: 90_000_001, lines: ['Goodbye.'] },
  ];
  expect(toVtt(cues)).toBe(
    'WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nHello,\nthis is Anna.\n\n25:00:00.000 --> 25:00:00.001\nGoodbye.\n',
  );
});

test('no cues make a file with nothing but its signature', () => {
  expect(toVtt([])).toBe('WEBVTT\n');
  expect(validateVtt(toVtt([]))).toEqual([]);
});

test('the voice of a cue encloses all of its lines', () => {
  const file = toVtt([{ ...cue('Hello,', 'this is Anna.'), voice: 'Speaker 1' }]);
  expect(file).toContain('\n<v Speaker 1>Hello,\nthis is Anna.</v>\n');
});

test("a voice can't close its own tag", () => {
  const voiced = { ...cue('Hello.'), voice: 'A > B & C' };
  expect(toVtt([voiced])).toContain('<v A &gt; B &amp; C>Hello.</v>');
});

test.each([
  ['an ampersand', 'Fish & chips', 'Fish &amp; chips'],
  ['a tag', '<b>bold</b>', '&lt;b&gt;bold&lt;/b&gt;'],
  ['the arrow of a line of times', 'a --> b', 'a --&gt; b'],
  ['an escape', '&lt;', '&amp;lt;'],
])('%s is escaped', (_what, line, expected) => {
  const file = toVtt([cue(line)]);
  expect(file).toContain(`\n${expected}\n`);
  expect(validateVtt(file)).toEqual([cue(line)]);
});

test.each(['NOTE so', 'STYLE', 'REGION', 'WEBVTT', '1', '00:01.000'])(
  '%s at the start of a line is text',
  (line) => {
    expect(validateVtt(toVtt([cue(line), { ...cue('Next.'), startMs: 4_000, endMs: 5_000 }]))).toHaveLength(
      2,
    );
  },
);
