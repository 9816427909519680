import type { Word } from '../../../transcription/transcript';
import { timedWords } from '../../../transcription/words/timedWords';

const times = (words: readonly Word[]) => timedWords(words)?.map(({ start, end }) => [start, end]);

describe('words with timestamps', () => {
  test('keep them, with the speaker and everything else', () => {
    const words: Word[] = [
      { text: 'Hello', start: 0.1234, end: 0.5, speaker: 'speaker_0' },
      { text: 'there', start: 0.6, end: 1, joined: true },
    ];
    expect(timedWords(words)).toEqual(words);
  });

  test('keep them if a speaker interrupts another, and so begins before the previous word', () => {
    const turns = [
      { text: 'whole', start: 1, end: 4 },
      { text: 'turn.', start: 4, end: 6 },
      { text: 'Yes!', start: 2, end: 3 },
    ];
    expect(timedWords(turns)).toEqual(turns);
  });

  test('keep them even if a word has no duration', () => {
    expect(times([{ text: 'a', start: 2, end: 2 }])).toEqual([[2, 2]]);
  });
});

describe('missing timestamps', () => {
  test('are interpolated between their neighbours, in proportion to the letters', () => {
    const words = [
      { text: 'a', start: 0, end: 1 },
      { text: 'bb' },
      { text: 'cccc' },
      { text: 'd', start: 1.3, end: 5 },
    ];
    expect(times(words)).toEqual([
      [0, 1],
      [1, 1.1],
      [1.1, 1.3],
      [1.3, 5],
    ]);
  });

  test('before a silence are those of words spoken at a plausible pace', () => {
    const words = [
      { text: 'a', start: 0, end: 1 },
      { text: 'bbbbb' },
      { text: 'cccccc' },
      { text: 'd', start: 40 },
    ];
    expect(times(words)?.slice(1, 3)).toEqual([
      [1, 1.455],
      [1.455, 2],
    ]);
  });

  test('are rounded to milliseconds, and stay between their neighbours', () => {
    const words = [{ text: 'a', start: 0, end: 1.0004 }, { text: 'bbb' }, { text: 'c', start: 1.2, end: 3 }];
    expect(times(words)?.[1]).toEqual([1.0004, 1.2]);
    const thirds = [
      { text: 'a', start: 0, end: 0 },
      { text: 'b' },
      { text: 'cc' },
      { text: 'd', start: 0.1 },
    ];
    expect(times(thirds)?.[1]).toEqual([0, 0.033]);
  });

  test('are close to the other one of the word, so that it does not last through a pause', () => {
    expect(
      times([
        { text: 'ab', start: 1 },
        { text: 'c', start: 60, end: 61 },
      ])?.[0],
    ).toEqual([1, 1.182]);
    expect(
      times([
        { text: 'c', start: 0, end: 1 },
        { text: 'ab', end: 60 },
      ])?.[1],
    ).toEqual([59.4, 60]);
  });

  test('end with the next word if that comes sooner', () => {
    expect(
      times([
        { text: 'hello', start: 1 },
        { text: 'c', start: 1.2, end: 2 },
      ])?.[0],
    ).toEqual([1, 1.2]);
  });

  test('before the first and after the last known one leave a word without duration', () => {
    const words = [{ text: 'a' }, { text: 'b', start: 1, end: 2 }, { text: 'c' }, { text: 'd' }];
    expect(times(words)).toEqual([
      [1, 1],
      [1, 2],
      [2, 2],
      [2, 2],
    ]);
  });

  test('between overlapping speakers do not run backwards', () => {
    const words = [{ text: 'a', start: 0, end: 8 }, { text: 'b' }, { text: 'c', start: 5, end: 9 }];
    expect(times(words)?.[1]).toEqual([8, 8]);
  });

  test('of a word without letters are filled in, too', () => {
    const words = [{ text: 'a', start: 0, end: 1 }, { text: '' }, { text: 'b', start: 1.05, end: 3 }];
    expect(times(words)?.[1]).toEqual([1, 1.05]);
  });
});

test.each([
  ['not a number', Number.NaN],
  ['endless', Infinity],
  ['negative', -0.5],
  ['too large for exact milliseconds', 1e300],
])('a timestamp that is %s counts as missing', (_what, time) => {
  const words = [
    { text: 'a', start: 0, end: 1 },
    { text: 'b', start: time, end: time },
    { text: 'c', start: 1.08, end: 2 },
  ];
  expect(times(words)?.[1]).toEqual([1, 1.08]);
});

test('an end before its start is recomputed, and the start stays', () => {
  const words = [
    { text: 'abc', start: 5, end: 3 },
    { text: 'd', start: 5.25, end: 6 },
  ];
  expect(times(words)?.[0]).toEqual([5, 5.25]);
});

test.each<[string, Word[]]>([
  ['no words', []],
  ['words without times', [{ text: 'a' }, { text: 'b' }]],
  ['words with nothing but impossible times', [{ text: 'a', start: -1, end: Number.NaN }]],
])('%s have no timestamps to go by', (_what, words) => {
  expect(timedWords(words)).toBeUndefined();
});

test('a word with only an end does not begin after it, whenever the previous one ended', () => {
  const words = timedWords([
    { text: 'Hello', start: 4, end: 5 },
    { text: 'world', end: 2 },
  ]);
  expect(words?.[1]).toEqual({ text: 'world', start: 2, end: 2 });
});
