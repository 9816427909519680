/** One part of the measurements. Small runs only show that it works; their figures say nothing. */
export interface PartOptions {
  small: boolean;
}

/** Measures, and gives back Markdown. */
export type Part = (options: PartOptions) => Promise<string>;

/** What is measured at 1×, 2×, 4× and 8×, from the largest; in small runs at the ends only. */
export function eighths(largest: number, { small }: PartOptions): number[] {
  if (!small) return [8, 4, 2, 1].map((part) => Math.floor(largest / part));
  return [1, 8];
}
