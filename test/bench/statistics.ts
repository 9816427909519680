export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const index = Math.ceil((percent / 100) * sorted.length) - 1;
  return sorted[Math.max(0, index)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 50);

export interface Growth {
  /** The amount: words, items, megabytes. */
  size: number;
  cost: number;
}

/** The cost of one unit at the largest size, divided by that at the smallest. 1 is linear. */
export function slope(points: readonly Growth[]): number {
  const perUnit = [...points]
    .sort((one, other) => one.size - other.size)
    .map(({ size, cost }) => cost / size);
  const first = perUnit[0];
  const last = perUnit.at(-1);
  return first === undefined || last === undefined ? Number.NaN : last / first;
}
