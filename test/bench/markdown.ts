/** A table with text in the first column and numbers in the others. */
export function table(heads: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const marks = heads.map((_, index) => (index === 0 ? '---' : '---:'));
  return `${line(heads)}${line(marks)}${rows.map(line).join('')}\n`;
}

export const count = (value: number): string => value.toLocaleString('en-US');

export const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);

export const seconds = (ms: number): string => (ms / 1000).toFixed(1);

/** `n/a` if there is no value. */
export const ratio = (value: number | undefined): string =>
  value === undefined || !Number.isFinite(value) ? 'n/a' : `${value.toFixed(2)}×`;
