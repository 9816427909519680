/** A number, or text that contains nothing else. Longer ones have more digits than a number can hold exactly. */
const numeric = /^-?\d{1,20}(\.\d{1,20})?$/;

function numberIn(value: unknown): number | undefined {
  const number = typeof value === 'string' && numeric.test(value) ? Number(value) : value;
  // JSON allows 1e999, which is infinite, and 1e306, which becomes infinite once seconds are converted to
  // milliseconds.
  return typeof number === 'number' && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined;
}

/** A quantity that can't be negative. */
export function positive(value: unknown): number | undefined {
  const number = numberIn(value);
  return number !== undefined && number >= 0 ? number : undefined;
}

/**
 * How far a timestamp may be below zero, because of rounding and the few frames that decoders add before a recording.
 */
const mostBelowZero = 1;

/** A timestamp in seconds. Slightly below zero counts as the beginning; further below is invalid. */
export function seconds(value: unknown): number | undefined {
  const number = numberIn(value);
  return number === undefined || number < -mostBelowZero ? undefined : Math.max(0, number);
}
