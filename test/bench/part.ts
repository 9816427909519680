/** One part of the benchmark. Small runs only show that it works; their figures mean nothing. */
export interface PartOptions {
  small: boolean;
}

/** Measures, and returns Markdown. */
export type Part = (options: PartOptions) => Promise<string>;

/** An eighth, a quarter, a half and all of the largest size; small runs use 1 and 8. */
export function eighths(largest: number, { small }: PartOptions): number[] {
  if (!small) return [8, 4, 2, 1].map((part) => Math.floor(largest / part));
  return [1, 8];
}
