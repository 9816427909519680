import { sentencesMeetWithoutSpace } from './scripts';

/** The parts of a text as one: a space between two, except in scripts that put none there. Empty ones are left out. */
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
