import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { buildSegments, groupWords } from '../../../transcription/segments/buildSegments';
import type { Word } from '../../../transcription/transcript';
import { alignToText } from '../../../transcription/words/alignToText';
import { joinWords } from '../../../transcription/words/joinWords';
import { timedWords } from '../../../transcription/words/timedWords';

/** Consecutive words of half a second each. */
function spoken(texts: readonly string[], change: (index: number) => Partial<Word> = () => ({})): Word[] {
  return texts.map((text, index) => ({ text, start: index / 2, end: (index + 1) / 2, ...change(index) }));
}

/** The same, punctuated and joined as in the text. */
const spokenAs = (text: string, texts: readonly string[]) => alignToText(spoken(texts), text);

const textsOf = (words: readonly Word[]) => buildSegments(words)?.map(({ text }) => text);

test('a segment has its timestamps, its text and its speaker', () => {
  const words = [
    { text: 'Ever', start: 0.14, end: 0.339, speaker: 'speaker_0' },
    { text: 'tried.', start: 0.459, end: 0.88, speaker: 'speaker_0' },
  ];
  expect(buildSegments(words)).toEqual([
    { start: 0.14, end: 0.88, text: 'Ever tried.', speaker: 'speaker_0' },
  ]);
});

test('a segment without a speaker has no such field', () => {
  expect(Object.keys(buildSegments(spoken(['One.']))?.[0] ?? {})).toEqual(['start', 'end', 'text']);
});

test('timestamps are rounded to milliseconds', () => {
  expect(buildSegments([{ text: 'a', start: 0.1 + 0.2, end: 1.23456 }])).toEqual([
    { start: 0.3, end: 1.235, text: 'a' },
  ]);
});

test('the end is the latest of its words, even if one ends within another', () => {
  const words = [
    { text: 'a', start: 0, end: 5 },
    { text: 'b', start: 1, end: 2 },
  ];
  expect(buildSegments(words)).toEqual([{ start: 0, end: 5, text: 'a b' }]);
});

test('words without timestamps are in the segments of their neighbours', () => {
  const words = [{ text: 'One', start: 1, end: 2 }, { text: 'two' }, { text: 'three.' }];
  expect(buildSegments(words)).toEqual([{ start: 1, end: 2, text: 'One two three.' }]);
});

test.each([
  ['no words', []],
  ['words without times', [{ text: 'One.' }]],
])('%s make no segments', (_what, words) => {
  expect(buildSegments(words)).toBeUndefined();
});

test('each group keeps its words unchanged', () => {
  const words = [{ text: 'One.', start: 0, end: 1 }, { text: 'Two.' }];
  expect(groupWords(words)?.map((group) => group.words)).toEqual([[words[0]], [words[1]]]);
});

describe('a segment begins', () => {
  test.each<[string, string, string[], string[]]>([
    [
      'English',
      'Ever tried? Yes. Dr. Meier, too.',
      ['ever', 'tried', 'yes', 'Dr', 'Meier', 'too'],
      ['Ever tried?', 'Yes.', 'Dr. Meier, too.'],
    ],
    ['Russian', 'Да. Как дела?', ['да', 'как', 'дела'], ['Да.', 'Как дела?']],
    [
      'German',
      'Am 3. Oktober. „Gut.“ Ja.',
      ['am', '3', 'oktober', 'gut', 'ja'],
      ['Am 3. Oktober.', '„Gut.“', 'Ja.'],
    ],
    ['Chinese', '你好。我是安娜。', ['你', '好', '我', '是', '安娜'], ['你好。', '我是安娜。']],
    ['Japanese', '「はい。」そうです。', ['はい', 'そう', 'です'], ['「はい。」', 'そうです。']],
    ['Arabic', 'كيف حالك؟ أنا بخير.', ['كيف', 'حالك', 'أنا', 'بخير'], ['كيف حالك؟', 'أنا بخير.']],
  ])('after a sentence in %s', (_language, text, words, expected) => {
    expect(textsOf(spokenAs(text, words))).toEqual(expected);
  });

  test('after the bracket that follows a sentence, if it is a separate word', () => {
    const words = spokenAs('「はい。」そう。', ['「', 'はい', '。', '」', 'そう', '。']);
    expect(textsOf(words)).toEqual(['「はい。」', 'そう。']);
  });

  test.each([
    ['before Latin letters', '好。OK。', ['好', 'OK'], ['好。', 'OK。']],
    ['behind Latin letters', 'OK！好。', ['OK', '好'], ['OK！', '好。']],
    ['with quotation marks around it', '“好！”“是。”', ['好', '是'], ['“好！”', '“是。”']],
    ['between marks only', 'A！B！', ['A', 'B'], ['A！', 'B！']],
  ])('after a joined sentence %s', (_what, text, words, expected) => {
    expect(textsOf(spokenAs(text, words))).toEqual(expected);
  });

  test('at a change of speaker', () => {
    const words = spoken(['and', 'then', 'what', 'then'], (index) => ({ speaker: index < 2 ? 'a' : 'b' }));
    expect(buildSegments(words)).toEqual([
      { start: 0, end: 1, text: 'and then', speaker: 'a' },
      { start: 1, end: 2, text: 'what then', speaker: 'b' },
    ]);
  });

  test('where the speaker becomes unknown', () => {
    expect(textsOf(spoken(['one', 'two'], (index) => (index ? {} : { speaker: 'a' })))).toEqual([
      'one',
      'two',
    ]);
  });

  test('after a pause of a second, but not after a shorter one', () => {
    const pausing = (seconds: number) =>
      textsOf([
        { text: 'ครับ', start: 0, end: 1 },
        { text: 'ผม', start: 1 + seconds, end: 5, joined: true },
      ]);
    expect(pausing(1)).toEqual(['ครับ', 'ผม']);
    expect(pausing(0.9)).toEqual(['ครับผม']);
  });

  test('but never inside a written word', () => {
    const words = alignToText(
      [
        { text: 'well', start: 0, end: 1 },
        { text: 'known', start: 9, end: 10 },
      ],
      'well-known',
    );
    expect(textsOf(words)).toEqual(['well-known']);
    expect(textsOf(spokenAs('Go to 3.Oktober', ['Go', 'to', '3', 'Oktober']))).toEqual(['Go to 3.Oktober']);
    expect(textsOf(spokenAs('e\u0301te\u0301', ['e', '\u0301te', '\u0301']))).toEqual(['e\u0301te\u0301']);
  });

  test('but not just because someone began to speak before another had ended', () => {
    const words = [
      { text: 'one', start: 10, end: 20 },
      { text: 'two', start: 12, end: 13 },
    ];
    expect(textsOf(words)).toEqual(['one two']);
  });
});

describe('a segment that is too long to read', () => {
  /** Thirty words of nine letters: 299 characters, of which 240 are allowed. */
  const long = Array.from({ length: 30 }, () => 'ninechars');
  const wordsIn = (words: readonly Word[]) => textsOf(words)?.map((text) => text.split(' ').length);

  test('is split after the last clause that fits', () => {
    const words = spoken(long.map((text, index) => (index === 14 || index === 17 ? `${text},` : text)));
    expect(wordsIn(words)).toEqual([18, 12]);
  });

  test('is split at the longest pause if no clause ends', () => {
    const pauses = (index: number) => ({
      end: (index + 1) / 2 - (index === 15 ? 0.3 : index === 19 ? 0.2 : 0),
    });
    expect(wordsIn(spoken(long, pauses))).toEqual([16, 14]);
  });

  test('is split at the limit if there is neither', () => {
    expect(wordsIn(spoken(long))).toEqual([24, 6]);
  });

  test('does not leave a scrap for the sake of a clause', () => {
    const words = spoken(long.map((text, index) => (index === 1 ? `${text},` : text)));
    expect(wordsIn(words)).toEqual([24, 6]);
  });

  test('is split as often as necessary', () => {
    const words = spoken(
      [...long, ...long, ...long].map((text, index) => (index % 20 === 19 ? `${text},` : text)),
    );
    expect(wordsIn(words)).toEqual([20, 20, 20, 20, 10]);
  });

  test('may also be too long in time', () => {
    const slowly = Array.from({ length: 20 }, (_, index) => ({
      text: index === 11 ? 'yes,' : 'yes',
      start: index * 2,
      end: index * 2 + 2,
    }));
    expect(wordsIn(slowly)).toEqual([12, 8]);
  });

  test('is split between characters in Chinese, but not before a mark', () => {
    const text = `${'你'.repeat(239)}好，${'我'.repeat(20)}`;
    const words = alignToText(
      Array.from(text, (character, index) => ({
        text: character,
        start: index / 100,
        end: (index + 1) / 100,
      })),
      text,
    );
    expect(textsOf(words)).toEqual(['你'.repeat(239), `好，${'我'.repeat(20)}`]);
  });

  test('is left whole if it is a single word', () => {
    expect(textsOf(spoken(['a'.repeat(300), 'b']))).toEqual(['a'.repeat(300), 'b']);
  });
});

const anyWord = record(
  {
    text: constantFrom('one', 'two,', 'three.', 'Dr.', '你', '好。', '，', '」', 'x'.repeat(250)),
    joined: constantFrom(true as const),
    start: integer({ min: -1, max: 100 }),
    end: integer({ min: -1, max: 100 }),
    speaker: constantFrom('a', 'b'),
  },
  { requiredKeys: ['text'] },
);

test('every word is in exactly one segment, and all are in order', () => {
  assert(
    property(array(anyWord, { maxLength: 60 }), (words) => {
      const groups = groupWords(words) ?? [];
      expect(groups.flatMap((group) => group.words)).toEqual(timedWords(words) ? words : []);
      for (const { segment, words: within } of groups) {
        expect(within.length).toBeGreaterThan(0);
        expect(segment.text).toBe(joinWords(within));
        expect(segment.end).toBeGreaterThanOrEqual(segment.start);
        expect(new Set(within.map(({ speaker }) => speaker)).size).toBe(1);
      }
    }),
    { numRuns: 500 },
  );
});

// Quadratic code would take minutes here and run into the timeout.
test('ten hours of speech keep every word, whether the text fits or not', () => {
  const texts = Array.from({ length: 90_000 }, (_, index) => `word${index % 97}`);
  const text = texts.map((word, index) => (index % 11 === 10 ? `${word}.` : word)).join(' ');
  const words = spoken(texts, (index) => (index % 3 ? {} : { start: undefined }));
  expect(joinWords(alignToText(words, text))).toBe(text);
  expect(buildSegments(alignToText(words, text))?.length).toBeGreaterThan(2_000);
  for (const other of ['x '.repeat(90_000), '. '.repeat(90_000), 'word'.repeat(90_000)]) {
    expect(alignToText(words, other)).toHaveLength(words.length);
  }
}, 60_000);
