import type { Segment, Word } from '../../../transcription/transcript';
import { completeWords } from '../../../transcription/words/completeWords';
import { timedWords } from '../../../transcription/words/timedWords';

const segments: Segment[] = [
  { start: 0, end: 2, text: 'Ever tried.' },
  { start: 2, end: 4, text: 'Ever failed.' },
  { start: 4, end: 6, text: 'No matter.' },
];
/** When a slow speaker is through with each, at eleven letters a second. */
const through = [1, 3.091, 4.909];
const first = [
  { text: 'Ever', start: 0.2, end: 0.8 },
  { text: 'tried', start: 1, end: 1.8 },
];
const second = [
  { text: 'Ever', start: 2.2, end: 2.8 },
  { text: 'failed', start: 3, end: 3.8 },
];
const third = [
  { text: 'No', start: 4.2, end: 4.6 },
  { text: 'matter', start: 5, end: 5.8 },
];
const all = [...first, ...second, ...third];

const texts = (words: readonly Word[]) => words.map(({ text }) => text).join(' ');

test('words that cover all segments stay as they are', () => {
  expect(completeWords(all, segments)).toEqual(all);
});

test.each([
  ['first', [...second, ...third], 'Ever tried. Ever failed No matter'],
  ['middle', [...first, ...third], 'Ever tried Ever failed. No matter'],
  ['last', [...first, ...second], 'Ever tried Ever failed No matter.'],
])('a %s segment without words gets its own, timed by the segment', (place, words, said) => {
  const complete = completeWords(words, segments);
  expect(texts(complete)).toBe(said);
  const index = ['first', 'middle', 'last'].indexOf(place);
  const [start, end] = [segments[index]?.start, through[index]];
  const timed = timedWords(complete) ?? [];
  expect(timed).toContainEqual(expect.objectContaining({ start }));
  expect(timed).toContainEqual(expect.objectContaining({ end }));
  expect(
    timed.filter((word) => words.some(({ text, start: at }) => text === word.text && at === word.start)),
  ).toEqual(words);
});

test('only known timestamps are set', () => {
  const one = [{ start: 2, end: 4, text: 'It was a long day.', speaker: 'A' }];
  const words = completeWords(first, [...segments.slice(0, 1), ...one]).slice(2);
  expect(words).toEqual([
    { text: 'It', start: 2, speaker: 'A' },
    { text: 'was', speaker: 'A' },
    { text: 'a', speaker: 'A' },
    { text: 'long', speaker: 'A' },
    { text: 'day.', end: 3.636, speaker: 'A' },
  ]);
});

test('a segment that ends before a slow speaker would be through ends then', () => {
  const short = [...segments.slice(0, 1), { start: 2, end: 2.5, text: 'It was a long day.' }];
  expect(completeWords(first, short).at(-1)).toEqual({ text: 'day.', end: 2.5 });
});

test('adjacent segments without words all get theirs', () => {
  expect(texts(completeWords(third, segments))).toBe('Ever tried. Ever failed. No matter');
});

test('a word that reaches into a segment without words stays before its text', () => {
  const late = [first[0] ?? { text: '' }, { text: 'tried', start: 1.9, end: 2.5 }];
  expect(texts(completeWords([...late, ...third], segments))).toBe('Ever tried Ever failed. No matter');
});

test('a short segment whose word is in the previous one does not repeat it', () => {
  const short = [
    { start: 0, end: 2, text: 'Ever tried.' },
    { start: 2, end: 2.4, text: 'Yes.' },
    { start: 4, end: 6, text: 'No matter.' },
  ];
  const words = [...first, { text: 'Yes', start: 1.85, end: 1.95 }];
  expect(texts(completeWords(words, short))).toBe('Ever tried Yes No matter.');
});

test('if the words say as much as the segments, disagreeing timestamps add nothing', () => {
  const early = all.map((word) => ({ ...word, start: word.start / 10, end: word.end / 10 }));
  expect(completeWords(early, segments)).toEqual(early);
});

test('a segment of marks only is not missing', () => {
  expect(completeWords(first, [...segments.slice(0, 1), { start: 2, end: 4, text: '♪♪' }])).toEqual(first);
});

test('words without any timestamps, and no words, stay as they are', () => {
  const untimed = [{ text: 'Ever' }];
  expect(completeWords(untimed, segments)).toEqual(untimed);
  expect(completeWords([], segments)).toEqual([]);
  expect(completeWords(first, [])).toEqual(first);
});

test('a segment of a million words, and a hundred thousand segments, are read in one pass', () => {
  const long = [{ start: 2, end: 9, text: 'a '.repeat(1_000_000) }];
  expect(completeWords(first, [...segments.slice(0, 1), ...long])).toHaveLength(1_000_002);
  const many = Array.from({ length: 100_000 }, (_, at) => ({ start: at, end: at + 1, text: 'word' }));
  const one = [{ text: 'word', start: 50_000.1, end: 50_000.9 }];
  expect(completeWords(one, many)).toHaveLength(100_000);
  expect(completeWords(one, [...many, ...many])).toEqual(one);
});
