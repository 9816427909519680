import { array, assert, constantFrom, property, record } from 'fast-check';
import type { Word } from '../../../transcription/transcript';
import { alignToText } from '../../../transcription/words/alignToText';
import { joinWords } from '../../../transcription/words/joinWords';

/** Each word as it is spelled, with a "+" before it if it is joined. */
function spelt(words: readonly string[], text: string): string[] {
  const aligned = alignToText(
    words.map((word) => ({ text: word })),
    text,
  );
  return aligned.map((word) => (word.joined ? `+${word.text}` : word.text));
}

describe('words get the spelling of the text', () => {
  test.each<[string, string, string[], string[]]>([
    [
      'English',
      'Ever tried? Ever failed.',
      ['ever', 'tried', 'ever', 'failed'],
      ['Ever', 'tried?', 'Ever', 'failed.'],
    ],
    [
      'Russian',
      '— Привет! Как дела? Ёлка…',
      ['привет', 'как', 'дела', 'ёлка'],
      ['— Привет!', 'Как', 'дела?', 'Ёлка…'],
    ],
    [
      'German',
      'Er sagte: „Hallo, Ärzte“ und ging.',
      ['er', 'sagte', 'hallo', 'ärzte', 'und', 'ging'],
      ['Er', 'sagte:', '„Hallo,', 'Ärzte“', 'und', 'ging.'],
    ],
    ['Arabic', 'مرحبا، كيف حالك؟', ['مرحبا', 'كيف', 'حالك'], ['مرحبا،', 'كيف', 'حالك؟']],
    ['Spanish', '¿Qué tal? ¡Bien!', ['qué', 'tal', 'bien'], ['¿Qué', 'tal?', '¡Bien!']],
    [
      'French, whose marks stand apart',
      'Il dit « Bonjour » à tous !',
      ['il', 'dit', 'bonjour', 'à', 'tous'],
      ['Il', 'dit', '« Bonjour »', 'à', 'tous !'],
    ],
  ])('%s', (_language, text, words, expected) => {
    expect(spelt(words, text)).toEqual(expected);
  });

  test('with their timestamps and speakers unchanged', () => {
    const word: Word = { text: ' ever', start: 0.1, end: 0.4, speaker: 'speaker_0' };
    expect(alignToText([word], 'Ever.')).toEqual([{ ...word, text: 'Ever.' }]);
  });

  test('without changing the originals', () => {
    const words = Object.freeze([Object.freeze({ text: ' ever ' })]);
    alignToText(words, 'Ever.');
    expect(words).toEqual([{ text: ' ever ' }]);
  });

  test('even after letters whose length changes in lower case', () => {
    expect(spelt(['güzel', 'bir', 'gün'], 'İİ güzel bir gün.')).toEqual(['İİ güzel', 'bir', 'gün.']);
  });

  test('with either apostrophe', () => {
    expect(spelt(["don't", 'go'], 'Don’t go.')).toEqual(['Don’t', 'go.']);
  });
});

describe('a word is joined if the text has no space before it', () => {
  test.each<[string, string, string[], string[]]>([
    [
      'Chinese',
      '你好，我是安娜。',
      ['你', '好', '我', '是', '安娜'],
      ['你', '+好，', '+我', '+是', '+安娜。'],
    ],
    [
      'Chinese with quotation marks',
      '他说：“你好！”然后走了。',
      ['他', '说', '你好', '然后', '走了'],
      ['他', '+说：', '+“你好！”', '+然后', '+走了。'],
    ],
    [
      'Japanese',
      '「はい」、そうです。アンナ',
      ['はい', 'そう', 'です', 'アンナ'],
      ['「はい」、', '+そう', '+です。', '+アンナ'],
    ],
    [
      'Thai, which has spaces between phrases only',
      'สวัสดีครับ ผมชื่ออันนา',
      ['สวัสดี', 'ครับ', 'ผม', 'ชื่อ', 'อันนา'],
      ['สวัสดี', '+ครับ', 'ผม', '+ชื่อ', '+อันนา'],
    ],
    ['parts of a word', "I don't know", ['I', 'don', "'t", 'know'], ['I', 'don', "+'t", 'know']],
    ['an apostrophe between the parts', "I don't", ['i', 'don', 't'], ['I', "don'", '+t']],
    ['a hyphen', 'A well-known man', ['a', 'well', 'known', 'man'], ['A', 'well-', '+known', 'man']],
    ['a decimal number', 'About 3.5 kilos', ['about', '3', '5', 'kilos'], ['About', '3.', '+5', 'kilos']],
    [
      'three parts',
      'It is unbelievable',
      ['it', 'is', 'un', 'believ', 'able'],
      ['It', 'is', 'un', '+believ', '+able'],
    ],
  ])('%s', (_what, text, words, expected) => {
    expect(spelt(words, text)).toEqual(expected);
  });

  test('the first word is never joined, nor is one after a line break', () => {
    expect(
      alignToText(
        [
          { text: '好', joined: true },
          { text: '的', joined: true },
        ],
        '好\n的',
      ),
    ).toEqual([{ text: '好' }, { text: '的' }]);
  });
});

describe('a mark between two words belongs to', () => {
  test.each<[string, string, string[]]>([
    ['the word that it touches', 'one, two', ['one,', 'two']],
    ['the word that it touches, although it closes elsewhere', 'one »two« one', ['one', '»two«', 'one']],
    ['the word after, when it opens', 'one (two) one', ['one', '(two)', 'one']],
    ['the word after, when it opens and touches both', 'one(two', ['one', '+(two']],
    ['the word after, although it touches the one before', 'one( two', ['one', '+( two']],
    ['the word before, when it is a dash between spaces', 'one – two', ['one –', 'two']],
    ['the word before, when it touches both', 'one—two', ['one—', '+two']],
    ['both, when there are several', 'one.” “two', ['one.”', '“two']],
    ['both, with straight quotation marks', 'one: "two" one', ['one:', '"two"', 'one']],
    ['the first word, before it', '... “one', ['... “one']],
    ['the last word, behind it', 'one two ...', ['one', 'two ...']],
    ['the word after, when it is a currency', 'one $2', ['one', '$2']],
  ])('%s', (_whom, text, expected) => {
    const words = text.match(/\p{L}+|\d/gu) ?? [];
    expect(spelt(words, text)).toEqual(expected);
  });

  test('one line, even if the text continues on the next', () => {
    expect(spelt(['one', 'two'], 'one\n–\ntwo')).toEqual(['one –', 'two']);
  });
});

describe('a word with its own marks', () => {
  test('does not get them twice', () => {
    expect(spelt(['“Hello,', 'world.”'], '“Hello, world.”')).toEqual(['“Hello,', 'world.”']);
    expect(spelt(['1999,', 'we', 'left.'], 'Ninety-nine, we left.')).toEqual(['1999,', 'we', 'left.']);
  });

  test('gets those of the text instead', () => {
    expect(spelt(['Hello.', 'World,'], 'Hello, world!')).toEqual(['Hello,', 'world!']);
  });

  test('may consist of nothing but a mark', () => {
    expect(spelt(['你', '，', '好', '。'], '你，好。')).toEqual(['你', '+，', '+好', '+。']);
    expect(spelt(['one', '–', 'two'], 'one – two')).toEqual(['one', '–', 'two']);
  });
});

describe('a word that is not in the text', () => {
  test('stays as it is, with the marks of what the text has instead', () => {
    const words = ['in', '1999', 'we', 'left', 'home'];
    expect(spelt(words, 'In nineteen ninety-nine, we left home.')).toEqual([
      'In',
      '1999,',
      'we',
      'left',
      'home.',
    ]);
  });

  test('at the beginning and at the end, too', () => {
    const words = ['1999', 'we', 'left', 'at', '5'];
    expect(spelt(words, '“Ninety-nine we left at five.”')).toEqual(['“1999', 'we', 'left', 'at', '5.”']);
  });

  test('leaves the marks to its neighbours if the text has nothing there', () => {
    expect(spelt(['yes', 'uh', 'no'], 'Yes. No.')).toEqual(['Yes.', 'uh', 'No.']);
  });

  test('is not joined to its neighbours, nor are they to each other', () => {
    expect(spelt(['one', 'uh', 'two', 'three'], 'one—two three')).toEqual(['one—', 'uh', 'two', 'three']);
  });

  test('keeps the marks at its beginning', () => {
    expect(spelt(['(1999', 'we', 'left'], '“Ninety we left')).toEqual(['(1999', 'we', 'left']);
  });

  test('does not hide the previous word, which has marks around it', () => {
    expect(spelt(['we', '1999'], '(“We” nineteen)')).toEqual(['(“We”', '1999)']);
  });

  test('is not found further on if nothing else agrees', () => {
    const words = ['the', 'of', 'cat', 'sat', 'on', 'a', 'mat'];
    expect(spelt(words, 'The cat sat on a mat of wool.')).toEqual([
      'The',
      'of',
      ...['cat', 'sat', 'on', 'a', 'mat of wool.'],
    ]);
  });

  test('is not found inside a longer one', () => {
    expect(spelt(['we', 'go', 'home'], 'We good home')).toEqual(['We', 'go', 'home']);
  });

  test.each<[string, string[], string[]]>([
    ['no spaces in Chinese', ['你', '好', '！', '我'], ['你', '+好', '+！', '+我']],
    ['no spaces in Thai', ['สวัสดี', 'ครับ'], ['สวัสดี', '+ครับ']],
    ['no spaces behind a full-width mark', ['你好，', '“我'], ['你好，', '+“我']],
    ['no spaces around a full-width mark', ['OK', '！', 'OK'], ['OK', '+！', '+OK']],
    ['no spaces within quotation marks', ['”你”', '“好”'], ['”你”', '+“好”']],
    ['spaces in Korean', ['안녕하세요', '저는'], ['안녕하세요', '저는']],
    ['spaces between two scripts', ['我', 'OK'], ['我', 'OK']],
    ['no space before a closing mark', ['Hello', ',', 'you'], ['Hello', '+,', 'you']],
    ['a space before a dash', ['Hello', '–', 'you'], ['Hello', '–', 'you']],
    ['no space before a combining mark', ['e', '\u0301te'], ['e', '+\u0301te']],
  ])('has %s', (_what, words, expected) => {
    expect(spelt(words, '')).toEqual(expected);
  });
});

describe('a text that says more than the words', () => {
  test('loses nothing', () => {
    expect(spelt(['we', 'left', 'early'], 'So we really left, too early.')).toEqual([
      'So we really',
      'left, too',
      'early.',
    ]);
    expect(spelt(['我', '公园'], '我去2个公园吧')).toEqual(['我去2个', '+公园吧']);
  });
});

test.each([
  ['of something else', 'quite another story'],
  ['that is empty', ''],
  ['that has fewer than half of the words', 'Hello and so on.'],
])('a text %s leaves the words as they are', (_what, text) => {
  expect(spelt(['hello', ' dear', 'world'], text)).toEqual(['hello', 'dear', 'world']);
});

test('words without text are left out', () => {
  expect(spelt(['one', ' ', '', 'two'], 'one two')).toEqual(['one', 'two']);
  expect(alignToText([], 'text')).toEqual([]);
});

test('words are found again after many that are missing', () => {
  const unknown = Array.from({ length: 200 }, (_, index) => `xx${index}`);
  const said = Array.from({ length: 200 }, (_, index) => `word${index}`);
  const known = 'and then all of them came home again '.repeat(20).trim().split(' ');
  const aligned = spelt([...known, ...unknown, ...known], [...known, ...said, ...known].join(' ') + '.');
  expect(aligned).toHaveLength(2 * known.length + unknown.length);
  expect(aligned.at(-1)).toBe('again.');
});

/** Words and the marks around them, as far as it is clear which word a mark belongs to. */
const spokenWord = record({
  word: constantFrom('the', 'well', 'Anna', 'Öl', 'ёж', 'مرحبا', '42', '你', '好', 'は', 'ไทย', "don't"),
  before: constantFrom('', '', '', '“', '(', '¿', '„'),
  after: constantFrom('', '', '', ',', '.', '?!', '…', '”', ' –', '。'),
  space: constantFrom(' ', ' ', '\u00a0', ''),
});

test('the joined words are the text again, whatever it is', () => {
  assert(
    property(array(spokenWord, { minLength: 1, maxLength: 40 }), (spoken) => {
      const apart = spoken.map(({ word, before, after, space }, index) => {
        // Words of a script with spaces must not touch, or they would form another word.
        const last = index === spoken.length - 1;
        return `${before}${word}${after}${last ? '' : space === '' && after === '' ? ' ' : space}`;
      });
      const text = apart.join('');
      const words = alignToText(
        spoken.map(({ word }) => ({ text: word })),
        text,
      );
      expect(words).toHaveLength(spoken.length);
      expect(joinWords(words)).toBe(text.replace(/\u00a0(?!–)/g, ' '));
    }),
    { numRuns: 500 },
  );
});

/** Recognizers have produced such texts from silence. */
test.each(['.', '!', ' ', '. ', '(', '“', '…', '-a'])(
  '%j, a hundred thousand times, is read in one pass',
  (piece) => {
    const row = piece.repeat(100_000);
    const words = [{ text: 'Hello' }, { text: `${row}x` }, { text: 'end' }];
    for (const text of [`Hello ${row} x end`, `Hello${row}x end`, `Hello (${row}end`, row]) {
      expect(alignToText(words, text)).toHaveLength(words.length);
      expect(
        alignToText(
          [words[0], words[2]].flatMap((word) => word ?? []),
          text,
        ),
      ).toHaveLength(2);
    }
  },
);

test('many missing words are not each searched for after the same long space', () => {
  const words = Array.from({ length: 20_000 }, (_, index) => ({ text: `word${index}` }));
  expect(alignToText(words, `Hello${' '.repeat(500_000)}end`)).toHaveLength(words.length);
});

test('a word that is missing from the text does not double the marks of the others', () => {
  expect(spelt(['Hello,', 'there?', 'Bye!'], 'Hallo, there? Bye!')).toEqual(['Hello,', 'there?', 'Bye!']);
  expect(spelt(['Hello,', 'There?', 'Bye!'], 'there? Bye!')).toEqual(['Hello,', 'there?', 'Bye!']);
});
