import { endOf } from '../text/endOf';

const openingMark = /[\p{Ps}\p{Pi}¿¡]/u;
/** “ and « open in most languages but close in some; these never close. */
const alwaysOpening = /[\p{Ps}¿¡]/u;
const openingOnly = /^[\p{Ps}\p{Pi}¿¡]+$/u;

export interface SplitGap {
  /** The marks of the word before; may begin with a space, as a dash does. */
  before: string;
  /** The marks of the word after. */
  after: string;
  /** Whether a space stands between the two. */
  spaced: boolean;
}

/**
 * Splits the marks between two words. A mark that touches only one word belongs to it, whatever the mark is: „Hallo“
 * and »Hallo« close with marks that open elsewhere. If it touches both or neither, opening marks belong to the word
 * after, all others to the word before.
 */
export function splitGap(gap: string): SplitGap {
  if (gap === '' || gap === ' ') return { before: '', after: '', spaced: gap === ' ' };
  const at = splitPoint(gap);
  const before = gap.slice(0, at);
  const after = gap.slice(at);
  return {
    before: before.trimEnd(),
    after: after.trimStart(),
    spaced: /\s$/.test(before) || /^\s/.test(after),
  };
}

function splitPoint(gap: string): number {
  const firstSpace = gap.search(/\s/);
  if (firstSpace < 0) {
    const opening = gap.search(openingMark);
    return opening < 0 ? gap.length : opening;
  }
  const misplaced = endOf(gap.slice(0, firstSpace), alwaysOpening);
  if (misplaced < firstSpace) return misplaced;
  if (firstSpace === gap.length - 1) return firstSpace;
  return standingOpening(gap, firstSpace) ?? lastPart(gap);
}

/** French puts a space after its opening mark as well: « Bonjour ». */
function standingOpening(gap: string, from: number): number | undefined {
  for (const { 0: part, index } of gap.matchAll(/\S+/g)) {
    if (index > from && openingOnly.test(part)) return index;
  }
  return undefined;
}

/** The start of the marks that touch the word after. */
const lastPart = (gap: string): number => endOf(gap, /\S/);
