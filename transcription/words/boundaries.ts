import { hasSpacelessScript, meetWithoutSpace } from '../text/scripts';

const startsWithMark = /^\p{M}/u;
const closingMarks = /^[\p{Pe}\p{Pf}\p{Terminal_Punctuation}…"'%]+$/u;
/** A full-width mark is as wide as a letter, so its glyph includes the space. */
const wideMarkAtEnd = /(?=\p{P})[\u3000-\u303f\uff00-\uffef]$/u;
const wideMarkAtStart = /^(?=\p{P})[\u3000-\u303f\uff00-\uffef]/u;

/** Whether the text consists only of marks that directly follow a word. */
export const isClosingMarks = (text: string): boolean => closingMarks.test(text);

/** Whether no space stands between two words, judging by the words alone. */
export function joinsByItself(before: string, text: string): boolean {
  if (startsWithMark.test(text) || isClosingMarks(text)) return true;
  if (wideMarkAtEnd.test(before.slice(-1)) || wideMarkAtStart.test(text)) return true;
  return meetWithoutSpace(before, text);
}

/** Whether words joined without a space may be separated: not within a written word, nor before its mark. */
export function mayPartJoined(before: string, text: string): boolean {
  if (startsWithMark.test(text) || isClosingMarks(text)) return false;
  // Two characters: a letter, or a mark and the letter beside it.
  return hasSpacelessScript(before.slice(-2)) || hasSpacelessScript(text.slice(0, 2));
}
