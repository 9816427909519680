/** Longer, it is no sentence any more, but a page that some server sent in place of one. */
const mostCharacters = 300;

/**
 * What others say or call something, fit for a sentence of ours, and for a line of a log: without line ends and
 * other control characters, reversed writing and halves of characters, and cut where it goes on and on.
 */
export function oneLine(text: string): string {
  const cut = text.length > mostCharacters;
  const line = text
    .slice(0, mostCharacters)
    .replace(/(?:(?![\u200c\u200d])[\s\p{Cc}\p{Cf}\p{Cs}])+/gu, ' ')
    .trim();
  return cut ? `${line} […]` : line;
}

/** The same without its full stop, for the end of a sentence that has one. */
export function withoutStop(text: string): string {
  return oneLine(text).replace(/[.\s]+$/, '');
}
