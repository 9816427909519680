import type { Word } from '../transcript';

/** The words as running text: one space between them, none before a joined word. */
export function joinWords(words: ReadonlyArray<Pick<Word, 'text' | 'joined'>>): string {
  const parts: string[] = [];
  for (const { text, joined } of words) {
    if (parts.length > 0 && !joined) parts.push(' ');
    parts.push(text);
  }
  return parts.join('');
}
