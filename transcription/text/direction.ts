export type Direction = 'ltr' | 'rtl';

/** The scripts written from right to left that are in use today (ISO 15924; UAX #31, tables 5 and 7). */
const rightToLeft: readonly string[] = [
  'Adlm',
  'Arab',
  'Hebr',
  'Mand',
  'Nkoo',
  'Rohg',
  'Samr',
  'Syrc',
  'Thaa',
];

/**
 * @param language a code as in `Transcript.language`
 * @returns the direction of the script it is usually written in (Unicode CLDR); undefined if it is not a language
 */
export function writingDirection(language: string): Direction | undefined {
  try {
    return rightToLeft.includes(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr';
  } catch {
    return undefined;
  }
}

const rtlLetter = new RegExp(`[${rightToLeft.map((script) => String.raw`\p{sc=${script}}`).join('')}]`, 'u');
const letters = /\p{L}/gu;

/** No such script begins before Hebrew. */
const leftToRightOnly = /^[\u0000-\u058f\u0900-\u200d\u2010-\ud7ff]*$/;

/** Enough to see how a text is written, whatever its length. */
const lookedAt = 500;

/** @returns the direction of most letters; undefined without any */
export function directionOf(text: string): Direction | undefined {
  const start = text.slice(0, lookedAt);
  if (leftToRightOnly.test(start)) return /\p{L}/u.test(start) ? 'ltr' : undefined;
  let balance = 0;
  let found = false;
  for (const [letter] of start.matchAll(letters)) {
    found = true;
    balance += rtlLetter.test(letter) ? 1 : -1;
  }
  return found ? (balance > 0 ? 'rtl' : 'ltr') : undefined;
}

/** Whether a text has a letter of this direction. */
export function hasDirection(text: string, direction: Direction): boolean {
  if (direction === 'rtl') return rtlLetter.test(text);
  return [...text.matchAll(letters)].some(([letter]) => !rtlLetter.test(letter));
}
