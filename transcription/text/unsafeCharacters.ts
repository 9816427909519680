/**
 * Runs of control and format characters (line ends, cursor movements, reversed writing) except joiners, and of unpaired
 * surrogates. Blanks are left as they are.
 */
export const unsafeCharacters = /(?:(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}])+/gu;

/** Removes them, and makes each run of blanks one: what is left stands on one line. */
export function inOneLine(text: string): string {
  return text.replace(/(?:(?![\u200c\u200d])[\s\p{Cc}\p{Cf}\p{Cs}])+/gu, ' ').trim();
}
