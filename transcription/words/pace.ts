import { columns, isPlainWord } from '../text/graphemes';

/**
 * The slowest that fluent speech is assumed to be, in letters a second. Slow readers of English say about 120 words
 * a minute, which is 11 letters with their spaces; whatever takes longer has silence in it.
 */
export const slowestLettersPerSecond = 11;

/** An unhurried pace for words whose timestamps leave them no time: 160 words of English a minute. */
export const usualLettersPerSecond = 15;

/** More than auctioneers and speed talkers reach (about 600 words a minute). Times that ask for more are wrong. */
export const fastestLettersPerSecond = 50;

/** Ideographs, kana and Hangul take two columns, and about as long to say as two and a half Latin letters. */
const lettersPerWideColumn = 1.25;

/** How long a text takes to say, counted in Latin letters; at least one. */
export function spokenLetters(text: string): number {
  if (isPlainWord(text)) return text.length;
  const width = columns(text);
  return Math.max(1, width > text.length ? width * lettersPerWideColumn : width);
}
