import type { Document } from './documents';

/** The rows of a document's tables as their cells, without the line below the heads. */
export const tableRows = (text: string): string[][] =>
  [...text.matchAll(/^\|(.*)\|$/gm)]
    .map(([, row = '']) => row.split('|').map((cell) => cell.trim()))
    .filter((cells) => !cells.every((cell) => /^-+$/.test(cell)));

const pictures = (text: string): string[] =>
  [...text.matchAll(/!\[[^\]]*\]\((?:[^)\s]*\/)?([^)\s/]+)\)/g)].map(([, name = '']) => `picture ${name}`);

function outlineOfLine(line: string): string[] {
  const heading = /^(#+) /.exec(line)?.[1];
  if (heading !== undefined) return [heading];
  if (/^\d+\. /.test(line)) return ['step'];
  if (line.startsWith('- ')) return ['bullet'];
  if (line.startsWith('|')) return [`row of ${line.split('|').length - 2}`, ...pictures(line)];
  return pictures(line);
}

/**
 * What a translation has in common with its original, in order: the levels of the headings, steps, bullets,
 * rows of tables with the number of their cells, pictures, and code blocks with their content.
 */
export function outlineOf({ text }: Document): string[] {
  return text
    .split(/^(```[\s\S]*?^```)$/m)
    .flatMap((part) => (part.startsWith('```') ? [part] : part.split('\n').flatMap(outlineOfLine)));
}
