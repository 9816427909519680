import { hasSpacelessScript, meetWithoutSpace } from '../text/scripts';

const startsWithMark = /^\p{M}/u;
const closingMarks = /^[\p{Pe}\p{Pf}\p{Terminal_Punctuation}…"'%]+$/u;
const marksAtEnd = /\p{P}+$/u;
const marksAtStart = /^\p{P}+/u;
/** A full-width mark is as wide as a letter, and so brings its own space along. */
const wideMarkAtEnd = /(?=\p{P})[\u3000-\u303f\uff00-\uffef]$/u;
const wideMarkAtStart = /^(?=\p{P})[\u3000-\u303f\uff00-\uffef]/u;
/** Enough for a letter and the marks beside it. */
const reach = 16;

/* Quotation marks and the like belong to no script: what counts is the letter beside them. */
const letterAtEnd = (text: string): string => text.slice(-reach).replace(marksAtEnd, '').slice(-2);
const letterAtStart = (text: string): string => text.slice(0, reach).replace(marksAtStart, '').slice(0, 2);

/** Whether the text is nothing but marks that stand directly behind a word. */
export const isClosingMarks = (text: string): boolean => closingMarks.test(text);

/** Whether, for all that two words themselves tell, no space stands between them. */
export function joinsByItself(before: string, text: string): boolean {
  if (startsWithMark.test(text) || isClosingMarks(text)) return true;
  if (wideMarkAtEnd.test(before.slice(-1)) || wideMarkAtStart.test(text)) return true;
  return meetWithoutSpace(letterAtEnd(before), letterAtStart(text));
}

/** Whether two words without a space between them may be parted: not within a written word, nor before its mark. */
export function mayPartJoined(before: string, text: string): boolean {
  if (startsWithMark.test(text) || isClosingMarks(text)) return false;
  if (wideMarkAtEnd.test(before.slice(-1))) return true;
  return hasSpacelessScript(letterAtEnd(before)) || hasSpacelessScript(letterAtStart(text));
}
