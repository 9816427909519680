/** The invisible marks around a generated part of a document. */
const marks = (name: string) => ({ start: `<!-- ${name}:start -->`, end: `<!-- ${name}:end -->` });

function bounds(text: string, name: string): { from: number; to: number } {
  const { start, end } = marks(name);
  const from = text.indexOf(start) + start.length;
  const to = text.indexOf(end, from);
  if (!text.includes(start) || to < 0) throw new Error(`There is no part between ${start} and ${end}.`);
  return { from, to };
}

/** @throws when the document has no such part */
export function markedPart(text: string, name: string): string {
  const { from, to } = bounds(text, name);
  return text.slice(from, to).trim();
}

/** The document with the content between the marks replaced. */
export function withMarkedPart(text: string, name: string, content: string): string {
  const { from, to } = bounds(text, name);
  return `${text.slice(0, from)}\n\n${content}\n\n${text.slice(to)}`;
}

/** A Markdown table with columns of even width, as Prettier formats it. */
export function evenTable(heads: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const widths = heads.map((head, column) =>
    Math.max(3, ...[head, ...rows.map((row) => row[column] ?? '')].map((cell) => cell.length)),
  );
  const line = (cells: readonly string[], filler: string) =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width, filler)).join(' | ')} |`;
  return [line(heads, ' '), line([], '-'), ...rows.map((row) => line(row, ' '))].join('\n');
}
