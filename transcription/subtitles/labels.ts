import { labelOf, withLabel } from '../speakers/label';
import { unbreakablePieces } from '../text/breakPlaces';
import { columns } from '../text/graphemes';
import type { Atom } from './atoms';

/** @returns ID → what precedes the speech */
export function labelsOf(names: ReadonlyMap<string, string>, template: string): Map<string, string> {
  return new Map([...names].map(([id, name]) => [id, labelOf(template, name)]));
}

/** Writes the speaker's label before the speech wherever the speaker changes, which is where a cue begins. */
export function withLabels(
  atoms: readonly Atom[],
  labels: ReadonlyMap<string, string>,
  mostColumns: number,
): Atom[] {
  const result: Atom[] = [];
  let last: string | undefined;
  for (const atom of atoms) {
    const { speaker } = atom;
    const label = speaker !== undefined && speaker !== last ? labels.get(speaker) : undefined;
    last = speaker;
    for (const labelAtom of label === undefined ? [] : atomsOfLabel(label, atom, mostColumns)) {
      result.push(labelAtom);
    }
    result.push(label === undefined ? atom : { ...atom, spaced: /\s$/.test(label) });
  }
  return result;
}

const words = (label: string): string[] => label.split(/\s+/).filter((word) => word !== '');

function atomsOfLabel(label: string, first: Atom, mostColumns: number): Atom[] {
  return words(label).flatMap((word) =>
    unbreakablePieces(word, mostColumns).map((text, place) => ({
      ...first,
      text,
      columns: columns(text),
      spaced: place === 0,
      endMs: first.startMs,
      isLabel: true,
    })),
  );
}

/**
 * Keeps what a line begins with at its beginning, if its text is written in the opposite direction.
 *
 * @param head the speaker's label or a dash; undefined if the line begins with the text
 */
export function withDirection(line: string, head: string | undefined): string {
  if (head === undefined) return line;
  const shown = words(head).join(' ');
  // A label that fills a line of its own is alone there.
  if (!line.startsWith(shown)) return line;
  const text = line.slice(shown.length);
  const space = text.slice(0, text.length - text.trimStart().length);
  return withLabel(`${shown}${space}`, text.trimStart());
}
