import type { Atom } from './atoms';
import type { SubtitleRules } from './rules';

/** A silence that always ends a cue: by then the reader has finished with it. */
const longPauseMs = 1_500;

/** The weights of the rules, relative to each other and to breaking at a bad place (see `breakCost`). */
const perCue = 1;
const perInnerSentence = 0.7;
const perBreakWithin = 0.3;
const tooShort = 4;
const tooFast = 3;
/** A cue had better not begin where nobody knows when it is said. */
const estimatedStart = 0.8;

/** A silence after which the next sentence is better in its own cue. */
const pauseMs = 600;

/** The pause after a sentence that ends a segment. Whisper often counts it as part of the segment. */
const betweenSegmentsMs = 500;

/**
 * Divides atoms into cues. No cue holds two speakers, a long silence, or more than the rules allow in lines and
 * seconds; among the remaining divisions the cheapest wins. Runs in linear time, as the atoms of one cue are bounded.
 *
 * @param costs the cost of a break after each atom
 * @returns the index after the last atom of each cue
 */
export function divide(atoms: readonly Atom[], costs: Float64Array, rules: SubtitleRules): number[] {
  const ends: number[] = [];
  const candidate = new Candidate(rules);
  for (let first = 0; first < atoms.length;) {
    const end = stretchEnd(atoms, first);
    for (const cueEnd of cheapest(atoms, costs, first, end, candidate)) ends.push(cueEnd);
    first = end;
  }
  return ends;
}

/** The end of one speaker's words without a long silence. */
function stretchEnd(atoms: readonly Atom[], first: number): number {
  let end = first + 1;
  for (let before = atoms[first]; before !== undefined && end < atoms.length; end++) {
    const atom = atoms[end];
    if (atom === undefined || atom.speaker !== before.speaker) break;
    if (atom.startMs - before.endMs >= longPauseMs) break;
    before = atom;
  }
  return end;
}

/** The shortest path from the first atom to the last, over all possible cues. */
function cheapest(
  atoms: readonly Atom[],
  costs: Float64Array,
  first: number,
  end: number,
  candidate: Candidate,
): number[] {
  const best = new Float64Array(end - first + 1).fill(Infinity);
  const from = new Int32Array(end - first + 1);
  best[0] = 0;
  for (let start = first; start < end; start++) {
    const before = best[start - first] ?? Infinity;
    candidate.beginAt(atoms[start]?.startMs ?? 0);
    for (let index = start; index < end; index++) {
      const atom = atoms[index];
      if (atom === undefined || !(candidate.take(atom) || index === start)) break;
      const breakCost = costs[index] ?? 0;
      const next = atoms[index + 1];
      const nextMs = next?.startMs ?? Infinity;
      const cost = before + candidate.cost(breakCost, nextMs) + (next?.isEstimated ? estimatedStart : 0);
      const place = index + 1 - first;
      if (cost < (best[place] ?? Infinity)) {
        best[place] = cost;
        from[place] = start - first;
      }
      candidate.goOn(breakCost, pauseBetween(atom, next));
    }
  }
  const ends: number[] = [];
  for (let place = end - first; place > 0; place = from[place] ?? 0) ends.push(first + place);
  return ends.reverse();
}

/** Pauses within a segment are estimated from the marks, which are considered anyway. */
function pauseBetween(atom: Atom, next: Atom | undefined): number {
  if (next === undefined || next.isEstimated) return 0;
  const pause = next.startMs - atom.endMs;
  return atom.endsSegment ? Math.max(betweenSegmentsMs, pause) : pause;
}

/** A possible cue that starts at one atom and grows atom by atom; reused for each start. */
class Candidate {
  private innerSentences = 0;
  private lines = 1;
  private line = 0;
  private width = 0;
  private startMs = 0;
  /** Possible line ends: the width and the cost at each. `count` of them belong to the current candidate. */
  private readonly widths: number[] = [];
  private readonly costs: number[] = [];
  private count = 0;

  private readonly maxLineLength: number;
  private readonly maxLines: number;
  private readonly minSeconds: number;
  private readonly maxSeconds: number;
  private readonly speed: number;

  constructor(rules: SubtitleRules) {
    this.maxLineLength = rules.maxLineLength;
    this.maxLines = rules.maxLines;
    this.minSeconds = rules.minSeconds;
    this.maxSeconds = rules.maxSeconds;
    this.speed = rules.maxCharactersPerSecond;
  }

  beginAt(startMs: number): void {
    this.startMs = startMs;
    this.innerSentences = 0;
    this.lines = 1;
    this.line = 0;
    this.width = 0;
    this.count = 0;
  }

  /** @returns whether the atom still fits */
  take({ columns, spaced, endMs }: Atom): boolean {
    const added = this.line > 0 && spaced ? columns + 1 : columns;
    this.width += added;
    if (this.line > 0 && this.line + added > this.maxLineLength) {
      this.lines++;
      this.line = columns;
    } else this.line += added;
    return this.lines <= this.maxLines && endMs - this.startMs <= this.maxSeconds * 1000;
  }

  /** Continues the cue past the atom taken last. */
  goOn(breakCost: number, pause: number): void {
    this.widths[this.count] = this.width;
    this.costs[this.count++] = breakCost;
    if (breakCost === 0) this.innerSentences += perInnerSentence * (1 + Math.max(0, pause) / pauseMs);
  }

  /** @param freeUntilMs when the next words begin; the cue may stay until then */
  cost(breakCost: number, freeUntilMs: number): number {
    const { minSeconds, maxSeconds, speed } = this;
    const seconds = Math.max(0, Math.min(maxSeconds, (freeUntilMs - this.startMs) / 1000));
    const readSeconds = this.width / speed;
    return (
      perCue +
      breakCost +
      this.innerSentences +
      (this.lines === 2 ? perBreakWithin * this.bestLineBreak() : 0) +
      (seconds < minSeconds ? tooShort * (1 - seconds / minSeconds) : 0) +
      (seconds < readSeconds ? tooFast * (1 - seconds / readSeconds) : 0)
    );
  }

  /** The cost of the best break between two lines. With more lines there is always a tolerable one. */
  private bestLineBreak(): number {
    const { widths, costs, maxLineLength } = this;
    let best = Infinity;
    for (let index = this.count - 1; index >= 0; index--) {
      const first = widths[index] ?? 0;
      if (this.width - first > maxLineLength + 1) break;
      if (first <= maxLineLength) best = Math.min(best, costs[index] ?? 0);
    }
    return best === Infinity ? 0 : best;
  }
}
