/**
 * Control characters, embeddings and overrides of the writing direction, and unpaired surrogates. An override in a
 * transcript would reverse what follows it, and a stray isolate ends the one that a browser puts around a name.
 */
const unreadable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** Puts a text on one line and leaves out what can't be seen but changes how the rest is shown. */
export function readableCharacters(text: string): string {
  return text
    .replace(unreadable, (found) => (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(found) ? ' ' : ''))
    .replace(/ +/g, ' ')
    .trim();
}
