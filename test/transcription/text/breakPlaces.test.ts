import fc from 'fast-check';

import { columns } from '../../../transcription/text/graphemes';
import { unbreakablePieces } from '../../../transcription/text/breakPlaces';

/** More columns than any text here takes. */
const wide = 1000;

describe('a text in a script with spaces', () => {
  test.each([
    'Hello,',
    'e-mail@example.com',
    'https://example.com/a?b=c',
    'Привет!',
    'سلام',
    'नमस्ते',
    '안녕하세요',
  ])('has no place to break: %s', (text) => {
    expect(unbreakablePieces(text, wide)).toEqual([text]);
  });

  test('is cut if it is longer than a line', () => {
    expect(unbreakablePieces('Donaudampfschifffahrt', 10)).toEqual(['Donaudampf', 'schifffahr', 't']);
  });
});

describe('a text in a script without spaces', () => {
  test.each([
    ['東京と大阪。', ['東京', 'と', '大阪。']],
    ['我们今天去公园。', ['我们', '今天', '去', '公园。']],
    ['สวัสดีครับภาษาไทย', ['สวัสดี', 'ครับ', 'ภาษา', 'ไทย']],
  ])('breaks between words: %s', (text, expected) => {
    expect(unbreakablePieces(text, wide)).toEqual(expected);
  });

  test('is cut inside a word only if that is longer than a line', () => {
    expect(unbreakablePieces('コンピューターです', 8)).toEqual(['コンピュ', 'ーター', 'です']);
  });
});

describe('no line begins with', () => {
  test.each([
    ['an ideographic full stop', '公園。', '。'],
    ['an ideographic comma', '公園、', '、'],
    ['a full-width comma', '公园，', '，'],
    ['a closing bracket', '「公園」', '」'],
    ['a closing bracket of full width', '（公園）', '）'],
    ['a closing quotation mark', '“公园”', '”'],
    ['a question mark', '公園？', '？'],
    ['a middle dot', '公園・', '・'],
    ['an ellipsis', '公園…', '…'],
    ['a prolonged sound', '公園ー', 'ー'],
    ['a small tsu', '公園っ', 'っ'],
    ['a small ya', '公園ゃ', 'ゃ'],
    ['a small tsu in katakana', '公園ッ', 'ッ'],
    ['a mark of repetition', '公園々', '々'],
    ['a wave dash', '公園〜', '〜'],
    ['a full-width colon', '公园：', '：'],
    ['a Thai mark of repetition', 'ต่าง ๆ'.replace(' ', ''), 'ๆ'],
    ['several marks', '「公園」。', '」'],
  ])('%s', (_what, text, mark) => {
    const pieces = unbreakablePieces(`${text}今日`, wide);
    expect(pieces.join('')).toBe(`${text}今日`);
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect(piece.startsWith(mark)).toBe(false);
  });
});

describe('no line ends with', () => {
  test.each(['「', '『', '（', '《', '【', '“', '「（'])('%s', (mark) => {
    const pieces = unbreakablePieces(`今日${mark}公園です`, wide);
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect(piece.endsWith(mark)).toBe(false);
  });
});

test('no line ends between a number and what it counts', () => {
  expect(unbreakablePieces('予定の20日より', wide)).toContain('20日');
  expect(unbreakablePieces('予算は約2億5000万円です', wide)).toContain('2億5000万円');
  expect(unbreakablePieces('一共是32个人', wide).filter((piece) => piece.endsWith('32'))).toEqual([]);
});

describe('any text', () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...'今日は、。「」っーรักน้ำ𠮷ab-', '👍🏽', '👨‍👩‍👧', '🇩🇪', 'e\u0301', 'ทำ'),
      fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
        .filter((character) => !/\s/u.test(character)),
    ),
    maxLength: 40,
  });
  const random = { seed: 20_260_106, numRuns: 1000 };

  test('is complete in its pieces, and in order', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (whole, most) => {
        expect(unbreakablePieces(whole, most).join('')).toBe(whole);
      }),
      random,
    );
  });

  test('has no piece longer than a line, except a single character', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (whole, most) => {
        for (const piece of unbreakablePieces(whole, most)) {
          expect(columns(piece) <= most || characters(piece).length === 1).toBe(true);
        }
      }),
      random,
    );
  });

  test('is never cut inside a character', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (whole, most) => {
        expect(unbreakablePieces(whole, most).flatMap(characters)).toEqual(characters(whole));
      }),
      random,
    );
  });
});

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function characters(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

test('no line ends between a Japanese honorific prefix and its word', () => {
  expect(unbreakablePieces('したくてお電話しました', wide)).toContain('お電話');
  expect(unbreakablePieces('先日ご注文の件', wide)).toContain('ご注文');
});
