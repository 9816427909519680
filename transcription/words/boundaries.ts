import { hasSpacelessScript, meetWithoutSpace } from '../text/scripts';

const startsWithMark = /^\p{M}/u;
const closingMarks = /^[\p{Pe}\p{Pf}\p{Terminal_Punctuation}…"'%]+$/u;
/** A full-width mark is as wide as a letter, and so brings its own space along. */
const wideMarkAtEnd = /(?=\p{P})[\u3000-\u303f\uff00-\uffef]$/u;
const wideMarkAtStart = /^(?=\p{P})[\u3000-\u303f\uff00-\uffef]/u;

/** Whether the text is nothing but marks that stand directly behind a word. */
export const isClosingMarks = (text: string): boolean => closingMarks.test(text);

/** Whether, for all that two words themselves tell, no space stands between them. */
export function joinsByItself(before: string, text: string): boolean {
  if (startsWithMark.test(text) || isClosingMarks(text)) return true;
  if (wideMarkAtEnd.test(before.slice(-1)) || wideMarkAtStart.test(text)) return true;
  return meetWithoutSpace(before, text);
}

/** Whether two words without a space between them may be parted: not within a written word, nor before its mark. */
export function mayPartJoined(before: string, text: string): boolean {
  if (startsWithMark.test(text) || isClosingMarks(text)) return false;
  // A letter, or a mark and the letter beside it.
  return hasSpacelessScript(before.slice(-2)) || hasSpacelessScript(text.slice(0, 2));
}
