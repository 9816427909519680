import { columns, cutToColumns, graphemes, isPlainWord } from '../../../transcription/text/graphemes';

const asJoined = new Intl.Segmenter('en', { granularity: 'grapheme' });

describe('what a reader takes for one character', () => {
  test.each([
    ['letters', 'Añб', ['A', 'ñ', 'б']],
    ['a letter with combining marks', 'e\u0301\u0323x', ['e\u0301\u0323', 'x']],
    ['Arabic letters with their vowels', 'مَرْحَبًا', ['مَ', 'رْ', 'حَ', 'بً', 'ا']],
    ['a family', '👨‍👩‍👧‍👦!', ['👨‍👩‍👧‍👦', '!']],
    ['a hand with its skin colour', '👍🏽👍', ['👍🏽', '👍']],
    ['a heart that is an emoji by its selector', '❤️❤', ['❤️', '❤']],
    ['flags', '🇩🇪🇫🇷', ['🇩🇪', '🇫🇷']],
    ['a key cap', '1️⃣1', ['1️⃣', '1']],
    ['Thai letters with vowels and tones', 'น้ำที่', ['น้ำ', 'ที่']],
    ['Devanagari syllables', 'नमस्ते', ['न', 'म', 'स्', 'ते']],
    ['Hangul, composed or of its letters', '한\u1112\u1161\u11ab', ['한', '\u1112\u1161\u11ab']],
    ['kana with a sound mark of its own', 'か\u3099き', ['か\u3099', 'き']],
    ['a line end of two characters', 'a\r\nb', ['a', '\r\n', 'b']],
    ['ideographs beyond 16 bits', '𠮷野', ['𠮷', '野']],
    ['nothing', '', []],
  ])('%s', (_what, text, expected) => {
    const together = graphemes(text);
    // Newer engines treat a Devanagari conjunct as one character, as Unicode 15.1 does.
    expect(together.flatMap((one) => (one === 'स्ते' ? ['स्', 'ते'] : [one]))).toEqual(expected);
  });

  test('is found without a segmenter just as with one, next to any character', () => {
    const differ: string[] = [];
    for (let code = 0x20; code < 0xd800; code++) {
      const text = `a${String.fromCharCode(code, code)}あ`;
      const expected = Array.from(asJoined.segment(text), ({ segment }) => segment);
      if (graphemes(text).join('|') !== expected.join('|')) differ.push(text);
    }
    expect(differ).toEqual([]);
  });
});

describe('the columns of a text', () => {
  test.each([
    ['Hello, this is Anna.', 20],
    ['Привет, Ёлка', 12],
    ['e\u0301\u0323', 1],
    ['مَرْحَبًا', 5],
    ['שלום', 4],
    ['นี่', 1],
    ['น้ำ', 1],
    ['क्षत्रिय'.normalize('NFC'), graphemes('क्षत्रिय').length],
    ['“quoted” – yes…', 15],
    ['…—‘’', 4],
    ['漢字', 4],
    ['ひらがな', 8],
    ['カタカナー', 10],
    ['、。「」', 8],
    ['ＡＢ！', 6],
    ['ｶﾀｶﾅ', 4],
    ['한국', 4],
    ['\u1112\u1161\u11ab', 2],
    ['\u3000', 2],
    ['𠮷', 2],
    ['😀', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['🇩🇪', 2],
    ['🏳️‍🌈', 2],
    ['❤️', 2],
    ['❤', 1],
    ['1️⃣', 2],
    ['1', 1],
    ['', 0],
  ])('%s has %i', (text, expected) => {
    expect(columns(text)).toBe(expected);
  });
});

describe('a text cut to columns', () => {
  test.each([
    ['fits', 'abc', 3, ['abc']],
    ['is cut where the columns end', 'abcdefgh', 3, ['abc', 'def', 'gh']],
    ['never has half of a wide character', '漢字漢', 3, ['漢', '字', '漢']],
    ['keeps marks with their letters', 'e\u0301e\u0301e\u0301', 2, ['e\u0301e\u0301', 'e\u0301']],
    ['keeps families together', '👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 3, ['👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦']],
    ['keeps flags together', '🇩🇪🇫🇷', 2, ['🇩🇪', '🇫🇷']],
    ['lets a wider character stand alone', 'a漢b', 1, ['a', '漢', 'b']],
    ['begins with a wider character', '漢a', 1, ['漢', 'a']],
    ['may be nothing', '', 3, []],
  ])('%s', (_what, text, most, expected) => {
    expect(cutToColumns(text, most)).toEqual(expected);
  });
});

describe('a plain word', () => {
  test.each(['Hello,', 'über', 'Привет!', 'don’t'.replace('’', "'"), 'שלום', 'سلام', '<b>', '42'])(
    '%s',
    (text) => {
      expect(isPlainWord(text)).toBe(true);
    },
  );

  test.each(['', 'two words', 'a\u00a0b', 'a\tb', 'e\u0301', 'مَ', '漢', '한', '😀', 'ไทย'])(
    'is not %j',
    (text) => {
      expect(isPlainWord(text)).toBe(false);
    },
  );
});
