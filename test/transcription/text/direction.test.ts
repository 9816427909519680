import { languages } from '../../../transcription/language';
import { directionOf, hasDirection, writingDirection } from '../../../transcription/text/direction';

test('languages in Arabic, Hebrew and Thaana script are written from right to left, all others from left to right', () => {
  const rightToLeft = languages.map(({ code }) => code).filter((code) => writingDirection(code) === 'rtl');
  expect(rightToLeft.sort()).toEqual(['ar', 'fa', 'he', 'ps', 'sd', 'ur', 'yi']);
  expect(['dv', 'ckb', 'prs', 'uig'].map(writingDirection)).toEqual(['rtl', 'rtl', 'rtl', 'rtl']);
});

test('what is not a language has no direction', () => {
  expect(['', '?', 'a language'].map(writingDirection)).toEqual([undefined, undefined, undefined]);
});

test.each([
  ['Hello, 25 people.', 'ltr'],
  ['Привет', 'ltr'],
  ['今日は', 'ltr'],
  ['مرحبا', 'rtl'],
  ['שלום', 'rtl'],
  ['iPhone هاتف جميل جدا', 'rtl'],
  ['The word سلام means peace.', 'ltr'],
  ['25, 26!', undefined],
  ['', undefined],
] as const)('%j is written %s', (text, direction) => {
  expect(directionOf(text)).toBe(direction);
});

test('a text may have letters of both directions', () => {
  expect(hasDirection('The word سلام', 'rtl')).toBe(true);
  expect(hasDirection('The word سلام', 'ltr')).toBe(true);
  expect(hasDirection('سلام 1', 'ltr')).toBe(false);
  expect(hasDirection('1:', 'ltr')).toBe(false);
  expect(hasDirection('Anna', 'rtl')).toBe(false);
});
