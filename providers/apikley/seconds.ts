/** A number, or a text that holds nothing else. Longer ones have more digits than any number is exact to. */
const numeric = /^-?\d{1,20}(\.\d{1,20})?$/;

function numberIn(value: unknown): number | undefined {
  const number = typeof value === 'string' && numeric.test(value) ? Number(value) : value;
  // JSON can say 1e999, which is infinite, and 1e306, which becomes so where seconds are counted in milliseconds.
  return typeof number === 'number' && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined;
}

/** A quantity that has no sign. */
export function positive(value: unknown): number | undefined {
  const number = numberIn(value);
  return number !== undefined && number >= 0 ? number : undefined;
}

/** How far below zero a time may be by rounding, and by the few frames that decoders put before a recording. */
const mostBelowZero = 1;

/** A time in a recording, in seconds. Slightly below zero is its beginning; further below is no time at all. */
export function seconds(value: unknown): number | undefined {
  const number = numberIn(value);
  return number === undefined || number < -mostBelowZero ? undefined : Math.max(0, number);
}
