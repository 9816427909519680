import fc from 'fast-check';

type Arbitrary<T> = fc.Arbitrary<T>;

const letters = (alphabet: string, maxLength: number): Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength, size: 'max' });

/** Usually the default. */
export const often = <T>(usual: T, others: Arbitrary<T>): Arbitrary<T> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: others });

const marked = (word: Arbitrary<string>): Arbitrary<string> =>
  fc
    .tuple(
      often('', fc.constantFrom('"', '(', '«', '¿', '-')),
      word,
      often('', fc.constantFrom(',', '.', '?', '!', '…', ':', '."', '),', '»', '.”')),
    )
    .map((parts) => parts.join(''));

/** Words of one script each, many with marks; or text that could be mistaken for something other than words. */
export const wordsIn = {
  latin: marked(letters('abcdefghijklmnopqrstuvwxyzABCDäöüßéñ', 11)),
  cyrillic: marked(letters('абвгдежзиклмнопрстуфхцчшщыьэюяАБВё', 13)),
  arabic: marked(
    fc
      .array(
        fc.tuple(
          letters('ابتثجحخدرسصطعفقكلمنهوي', 1),
          often('', letters('\u064b\u064e\u064f\u0650\u0651\u0652', 2)),
        ),
        { minLength: 1, maxLength: 8 },
      )
      .map((parts) => parts.flat().join('')),
  ),
  devanagari: marked(
    fc
      .array(fc.constantFrom('न', 'म', 'स्ते', 'क्ष', 'त्रि', 'हि', 'न्दी', 'में', 'क़', 'र्य', 'ज्ञा'), {
        minLength: 1,
        maxLength: 5,
      })
      .map((parts) => parts.join('')),
  ),
  hangul: marked(
    fc
      .array(
        fc.constantFrom('안녕', '하', '세요', '한국', '\u1112\u1161\u11ab', '\u1100\u1173\u11af', '말'),
        { minLength: 1, maxLength: 4 },
      )
      .map((parts) => parts.join('')),
  ),
  han: letters('今天我们去公园玩的是在不了有人这中大来上国说。，！？「」（）《》々、', 4),
  kana: letters('あいうえおかきくけこさしたちつてとなにはひっゃーアイスクリムテレビッ、。「」日本語ゞ', 5),
  thai: fc.constantFrom('สวัสดี', 'ครับ', 'ภาษา', 'ไทย', 'น้ำ', 'กำลัง', 'ผู้', 'ที่', 'เป็น', 'ๆ', 'ฯ', 'ประเทศ'),
  emoji: fc.constantFrom('👨‍👩‍👧‍👦', '🏳️‍🌈', '🇩🇪', '🇯🇵🇫🇷', '👍🏽', '❤️', '1️⃣', '👩🏾‍🚀', '😀', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'e\u0301\u0323'),
  long: fc.oneof(
    letters('abcdefghij0123456789-_', 90).map((path) => `https://example.com/${path}?a=1&b=<2>`),
    letters('Donaudampfschiffahrt', 90),
    letters('ำ้กข今です👍é', 60),
  ),
  markup: fc.constantFrom(
    ...'<b> </b> <i > < << <v Bob> </v> a<b a<b>c <!-- <2> <00:00:01.000> ‹ (a [x] {b} {y:i} x{C:$00ff}y'.split(
      ' ',
    ),
    ...'--> ---> -- → & &amp; &lt;b&gt; &#60; 00:00:01,000 00:00:01,000-->00:00:02,000'.split(' '),
    ...'{\\an8} \\N \\h 1 42 2024 NOTE WEBVTT STYLE'.split(' '),
  ),
};

export type Script = keyof typeof wordsIn;

/** Words that are heard together. */
export const languages: Script[][] = [
  ['latin'],
  ['cyrillic'],
  ['arabic'],
  ['devanagari'],
  ['hangul'],
  ['han'],
  ['kana', 'han'],
  ['thai'],
  ['latin', 'emoji', 'long'],
  ['latin', 'markup'],
  ['latin', 'cyrillic', 'arabic', 'devanagari', 'hangul', 'han', 'kana', 'thai', 'emoji', 'long', 'markup'],
];

/** Scripts without spaces between words. */
export const spaceless: Script[] = ['han', 'kana', 'thai'];
