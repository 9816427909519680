import { sentencesMeetWithoutSpace } from './scripts';

/** Joins texts with a space, except in scripts that use none there. Empty ones are left out. */
export function joinTexts(texts: readonly string[]): string {
  const pieces: string[] = [];
  let before: string | undefined;
  for (const text of texts.map((part) => part.trim())) {
    if (text === '') continue;
    if (before !== undefined && !sentencesMeetWithoutSpace(before, text)) pieces.push(' ');
    pieces.push(text);
    before = text;
  }
  return pieces.join('');
}
