import type { Atom } from './atoms';
import { lineBreakCost } from './breakCost';

/** The weight of a break at a bad place, relative to unequal line lengths. */
const perBreakCost = 0.2;

/**
 * Lays out the atoms of one cue on as few lines as hold them, all of similar length, each ending where it reads best.
 * A pause between two words is no reason to break there.
 */
export function breakLines(atoms: readonly Atom[], maxLineLength: number): string[] {
  const count = linesNeeded(atoms, maxLineLength);
  const lines: string[] = [];
  let start = 0;
  for (const end of count === 1 ? [] : lineEnds(atoms, count, maxLineLength)) {
    lines.push(lineOf(atoms, start, end));
    start = end;
  }
  lines.push(lineOf(atoms, start, atoms.length));
  return lines;
}

/**
 * The best of all divisions into this number of lines.
 *
 * @returns the index after the last atom of each line except the last
 */
function lineEnds(atoms: readonly Atom[], count: number, maxLineLength: number): number[] {
  const costs = atoms.map((atom, index) => lineBreakCost(atom, atoms[index + 1]));
  const upTo = [0];
  for (const { columns, spaced } of atoms)
    upTo.push((upTo[upTo.length - 1] ?? 0) + columns + (spaced ? 1 : 0));
  const ideal = (upTo[atoms.length] ?? 0) / count;
  const size = atoms.length + 1;
  // best[line * size + end]: the lowest cost of setting the atoms before `end` on `line` lines.
  const best = new Float64Array(size * (count + 1)).fill(Infinity);
  const from = new Int32Array(size * (count + 1));
  best[0] = 0;
  for (let line = 1; line <= count; line++) {
    for (let start = line - 1; start < atoms.length; start++) {
      const before = best[(line - 1) * size + start] ?? Infinity;
      if (before === Infinity) continue;
      // The last line takes the rest.
      for (let end = line === count ? atoms.length : start + 1; end <= atoms.length; end++) {
        const width = (upTo[end] ?? 0) - (upTo[start] ?? 0) - (atoms[start]?.spaced ? 1 : 0);
        if (width > maxLineLength && end > start + 1) break;
        const broken = end < atoms.length ? perBreakCost * (costs[end - 1] ?? 0) : 0;
        const cost = before + (width / ideal - 1) ** 2 + broken;
        const place = line * size + end;
        if (cost >= (best[place] ?? Infinity)) continue;
        best[place] = cost;
        from[place] = start;
      }
    }
  }
  const ends: number[] = [];
  for (let line = count, end = atoms.length; line > 1; line--) {
    end = from[line * size + end] ?? 0;
    ends.push(end);
  }
  return ends.reverse();
}

function linesNeeded(atoms: readonly Atom[], maxLineLength: number): number {
  let lines = 1;
  let width = 0;
  for (const { columns, spaced } of atoms) {
    const added = width > 0 && spaced ? columns + 1 : columns;
    if (width > 0 && width + added > maxLineLength) {
      lines++;
      width = columns;
    } else width += added;
  }
  return lines;
}

function lineOf(atoms: readonly Atom[], start: number, end: number): string {
  let line = '';
  for (let index = start; index < end; index++) {
    const atom = atoms[index];
    if (atom) line += line !== '' && atom.spaced ? ` ${atom.text}` : atom.text;
  }
  return line;
}
