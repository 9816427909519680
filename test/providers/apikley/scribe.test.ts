import { z } from 'zod';
import { readScribeResult } from '../../../providers/apikley/scribe';

const channelsOf = (value: unknown) => readScribeResult(value)?.channels ?? [];
const wordsOf = (words: unknown[], more = {}) => channelsOf({ text: 'a', words, ...more })[0]?.words;
const word = (change = {}) => ({ text: 'Hello.', start: 1, end: 2, type: 'word', ...change });

describe('a speaker', () => {
  test.each([
    ['speaker_0', 'speaker_0'],
    [0, '0'],
    [7, '7'],
    ['', undefined],
    [null, undefined],
    [0.5, undefined],
    [true, undefined],
    [{}, undefined],
  ])('%j is called %j', (speaker_id, speaker) => {
    expect(wordsOf([word({ speaker_id })])?.[0]?.speaker).toBe(speaker);
  });
});

describe('a time', () => {
  test.each([
    [1.5, 1.5],
    ['1.5', 1.5],
    ['12', 12],
    [0, 0],
    [-0.02, 0],
    ['-0.02', 0],
    [-1, 0],
    [-1.001, undefined],
    ['-60', undefined],
    ['', undefined],
    ['1s', undefined],
    ['1e3', undefined],
    [null, undefined],
    [[1], undefined],
    [1e306, undefined],
  ])('%j is %j seconds', (start, expected) => {
    expect(wordsOf([word({ start, end: null })])?.[0]?.start).toBe(expected);
    expect(wordsOf([word({ start: null, end: start })])?.[0]?.end).toBe(expected);
  });

  test('after the end of the recording is moved to its end', () => {
    const words = [word(), word({ start: 9.5, end: 10.4 }), word({ start: 10.1, end: 11 })];
    expect(wordsOf(words, { audio_duration_secs: '10' })?.map(({ start, end }) => [start, end])).toEqual([
      [1, 2],
      [9.5, 10],
      [10, 10],
    ]);
  });

  test('after the end of the whole recording is moved to its end in each channel', () => {
    const transcripts = [{ text: 'a', words: [word(), word({ start: 3, end: 9 })] }];
    expect(channelsOf({ transcripts, audio_duration_secs: 5 })[0]?.words[1]?.end).toBe(5);
  });

  test.each([0, 0.5, null, -3])('stays where it is if the duration is %j, which is impossible', (length) => {
    const words = [word(), word({ start: 3, end: 4 })];
    expect(wordsOf(words, { audio_duration_secs: length })?.map(({ end }) => end)).toEqual([2, 4]);
  });
});

test('a duration of zero counts as unknown', () => {
  const words = [word({ start: 0 })];
  expect(wordsOf(words, { audio_duration_secs: 0 })?.[0]?.end).toBe(2);
});

describe('a list', () => {
  test('is read in spite of invalid entries', () => {
    expect(wordsOf([1, null, word(), [], {}, 'a', { text: 7 }, word()])).toHaveLength(2);
    const channel = { text: 'b', words: [] };
    expect(channelsOf({ transcripts: [7, {}, channel, null, channel] })).toHaveLength(2);
  });

  test('of channels of which none can be read leaves the result to its root', () => {
    expect(channelsOf({ transcripts: [{}, {}], text: 'b' })).toMatchObject([{ text: 'b' }]);
    expect(readScribeResult({ transcripts: [{}, {}] })).toBeUndefined();
  });

  test('of words is limited to the length of a long talk, for all channels together', () => {
    const transcripts = Array(3).fill({ text: 'a', words: Array(120_000).fill(word()) });
    const lengths = channelsOf({ transcripts }).map(({ words }) => words.length);
    expect(lengths).toEqual([120_000, 120_000, 60_000]);
  });

  test('of channels is limited to what recorders have', () => {
    expect(channelsOf({ transcripts: Array(1_000).fill({ text: 'b' }) })).toHaveLength(64);
  });

  test.each([
    ['words', 1],
    ['words', {}],
    ['words', { text: 7 }],
    ['transcripts', 1],
    ['transcripts', {}],
    ['transcripts', { words: 7 }],
  ])('of %s that are invalid (%j) creates no error for each, as there may be millions', (name, entry) => {
    let errors = 0;
    z.setErrorMap((_issue, { defaultError }) => {
      errors += 1;
      return { message: defaultError };
    });
    try {
      const result = { text: 'a', [name]: Array(1_000).fill(entry) };
      expect(channelsOf(result)).toMatchObject([{ text: 'a', words: [] }]);
    } finally {
      z.setErrorMap(z.defaultErrorMap);
    }
    expect(errors).toBe(0);
  });
});

describe('a result', () => {
  test.each([[null], [undefined], [7], ['text'], [[]], [[{ text: 'Hello.' }]], [{}], [{ text: 7 }]])(
    'is none where there is %j',
    (value) => {
      expect(readScribeResult(value)).toBeUndefined();
    },
  );

  test.each([
    [{ text: 'Hello.' }, 0],
    [{ words: [word()] }, 1],
    [{ text: 'Hello.', words: [1] }, 0],
    [{ text: '', words: [] }, 0],
    [{ words: [] }, 0],
  ])('may have a text, or words, or both: %j', (value, words) => {
    expect(channelsOf(value)).toMatchObject([{ words: { length: words } }]);
  });

  test.each([{ words: [1] }, { text: '', words: [1] }, { text: ' \n', words: [{}] }])(
    'is no silence where no entry of it can be read: %j',
    (value) => {
      expect(readScribeResult(value)).toBeUndefined();
    },
  );
});

test('a token is of the kind that it names, or a word', () => {
  const words = [word({ type: 'audio_event' }), word({ type: undefined }), word({ type: 7 })];
  expect(wordsOf(words)?.map(({ type }) => type)).toEqual(['audio_event', 'word', 'word']);
});

test('an entry that is none takes no place of those that can be read', () => {
  expect(wordsOf([...Array<null>(400_001).fill(null), word()])).toHaveLength(1);
});
