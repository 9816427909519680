/** Also a number, which some tables make of an ID. */
export function textIn(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}

/** @returns undefined for a blank, too, which tables have in place of nothing */
export function nonBlank(value: unknown): string | undefined {
  return textIn(value)?.trim() || undefined;
}

/** A number that is not negative, or a text with one, as tables return it. */
export function numberIn(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  // As in providers' answers: 1e306 seconds would be infinitely many milliseconds.
  const isNumber = typeof number === 'number' && number >= 0 && number <= Number.MAX_SAFE_INTEGER;
  return isNumber ? number : undefined;
}
