/** Seconds to the millisecond: sums and 32-bit floats have digits that nobody measured. */
export function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
