import { hasSpacelessScript, meetWithoutSpace } from '../../../transcription/text/scripts';

describe('a script that puts no space between words', () => {
  test.each(['漢字', 'ひらがな', 'カタカナ', 'ภาษาไทย', 'ພາສາລາວ', 'ភាសាខ្មែរ', 'မြန်မာ', 'OKです', '𠮷'])(
    'is in %s',
    (text) => {
      expect(hasSpacelessScript(text)).toBe(true);
    },
  );

  test.each(['', 'Hello', 'Привет', 'سلام', 'नमस्ते', '한국어', '😀', '“…”', '①'])('is not in %j', (text) => {
    expect(hasSpacelessScript(text)).toBe(false);
  });
});

describe('no space belongs between', () => {
  test.each([
    ['公園', 'です'],
    ['公園です。', 'そして'],
    ['公園。', '「はい」'],
    ['你好！', '“是的'],
    ['是的？”', '走吧'],
    ['ไทย', 'ครับ'],
  ])('%s and %s', (before, after) => {
    expect(meetWithoutSpace(before, after)).toBe(true);
  });
});

describe('a space belongs between', () => {
  test.each([
    ['Hello.', 'Good'],
    ['公園', 'OK'],
    ['OK', '公園'],
    ['한국어', '한국어'],
    ['', '公園'],
  ])('%s and %s', (before, after) => {
    expect(meetWithoutSpace(before, after)).toBe(false);
  });
});
