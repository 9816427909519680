import { wordsOfSegments } from '../../../transcription/subtitles/segmentWords';
import type { Segment } from '../../../transcription/transcript';

/** Each word and its start, in hundredths of a second. */
const starts = (...segments: Segment[]) =>
  wordsOfSegments(segments).map(({ text, start }) => [text, Math.round(start * 100)]);

/** A letter takes five hundredths of a second, in the last case four. */
test.each<[string, Segment, Array<[string, number]>]>([
  [
    'a sentence, as long as eight letters',
    { start: 0, end: 1.1, text: 'Good. Bad one.' },
    [
      ['Good.', 0],
      ['Bad', 70],
      ['one.', 90],
    ],
  ],
  [
    'a clause, as long as three letters',
    { start: 0, end: 0.85, text: 'Good, bad one.' },
    [
      ['Good,', 0],
      ['bad', 45],
      ['one.', 65],
    ],
  ],
  [
    'a sentence without spaces',
    { start: 0, end: 0.82, text: 'はい。今日' },
    [
      ['はい。', 0],
      ['今日', 62],
    ],
  ],
])('there is a pause after %s', (_what, segment, expected) => {
  expect(starts(segment)).toEqual(expected);
});

test('there is no pause after an abbreviation', () => {
  expect(starts({ start: 0, end: 0.65, text: 'by Dr. Brown.' })).toEqual([
    ['by', 0],
    ['Dr.', 15],
    ['Brown.', 35],
  ]);
});

test('a digit takes as long as a short word', () => {
  expect(starts({ start: 0, end: 1.1, text: 'In 1968 we' })).toEqual([
    ['In', 0],
    ['1968', 15],
    ['we', 100],
  ]);
});

test('the pause between two segments is within the first one if the second follows at once', () => {
  const [first, second] = [
    { start: 0, end: 1.3, text: 'Good. Bad.' },
    { start: 1.3, end: 2, text: 'Next' },
  ];
  expect(starts(first, second)[1]).toEqual(['Bad.', 70]);
  expect(starts(first)[1]).toEqual(['Bad.', 101]);
  // It may be shorter, so the last word lasts until then.
  expect(wordsOfSegments([first, second])[1]?.end).toBeCloseTo(1.3);
});

test('only the first word of a segment has a start that is known', () => {
  const words = wordsOfSegments([
    { start: 0, end: 1, text: 'One two' },
    { start: 1, end: 2, text: 'はい。今日' },
  ]);
  expect(words.map(({ isEstimated = false }) => isEstimated)).toEqual([false, true, false, true]);
  expect(words.map(({ joined = false }) => joined)).toEqual([false, false, false, true]);
});

test('a text without spaces is parted after its marks only, and not within a time or before a bracket', () => {
  const texts = (text: string) => wordsOfSegments([{ start: 0, end: 9, text }]).map((word) => word.text);
  expect(texts('「はい、そうです。」8：30に')).toEqual(['「はい、', 'そうです。」8：30に']);
  expect(texts('14:30 3,5 a.b')).toEqual(['14:30', '3,5', 'a.b']);
});
