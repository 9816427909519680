import { alignUnits, type Step } from './alignUnits';
import {
  headOfShare,
  headWithin,
  type Overlap,
  searched,
  type Stretch,
  tailOfShare,
  tailWithin,
} from './overlap';
import type { Said } from './saidWords';
import { type Unit, weightOf } from './units';
import { placeOfSeam } from './seam';

/** One side of a seam. */
export interface SeamSide {
  said: Said;
  startSeconds: number;
  endSeconds: number;
}

export interface Seam {
  /** The word of the earlier part before which it ends. */
  to: number;
  /** The word of the later part with which it begins. */
  from: number;
  /** When that is, in seconds. */
  seconds: number;
  /** What the parts have in common, in order: who speaks in both can be seen from it. */
  steps: readonly Step[];
  /** Whether both parts heard much, but different things, so that words may be missing or appear twice. */
  isUncertain: boolean;
}

/** Neighbours that have less in common were cut one after the other. */
const shortestOverlapSeconds = 0.05;

/**
 * Finds where one part gives way to the next.
 *
 * @param first the first word that is left of the earlier part
 */
export function findSeam(earlier: SeamSide, later: SeamSide, first: number): Seam {
  const overlap: Overlap = {
    startSeconds: later.startSeconds,
    endSeconds: Math.min(earlier.endSeconds, later.endSeconds),
  };
  const seconds = overlap.endSeconds - overlap.startSeconds;
  const whole: Seam = {
    to: earlier.said.words.length,
    from: 0,
    seconds: later.startSeconds,
    steps: [],
    isUncertain: false,
  };
  if (!(seconds >= shortestOverlapSeconds)) return whole;
  const times = lessPrecise(earlier.said, later.said);
  if (times === 'none') {
    const tail = tailOfShare(earlier.said, first, seconds / (earlier.endSeconds - earlier.startSeconds));
    const head = headOfShare(later.said, seconds / (later.endSeconds - later.startSeconds));
    const steps = alignUnits(tail.units, head.units, times);
    return isSameText(steps)
      ? { ...whole, ...placesIn(tail, head, steps, overlap, false), steps }
      : { ...whole, isUncertain: tail.units.length > 0 && head.units.length > 0 };
  }
  const within = searched(overlap);
  const tail = tailWithin(earlier.said, first, within);
  const head = headWithin(later.said, within);
  const steps = alignUnits(tail.units, head.units, times);
  const { to, from } = placesIn(tail, head, steps, within, true);
  const before = Math.max(within.startSeconds, earlier.said.words[to - 1]?.end ?? 0);
  const behind = Math.min(within.endSeconds, later.said.words[from]?.start ?? Infinity);
  return { to, from, seconds: (before + behind) / 2, steps, isUncertain: isOtherSpeech(steps) };
}

const precision: ReadonlyArray<Said['times']> = ['none', 'estimated', 'exact'];

const lessPrecise = (one: Said, other: Said): Said['times'] =>
  precision.find((times) => one.times === times || other.times === times) ?? 'none';

function placesIn(
  tail: Stretch,
  head: Stretch,
  steps: readonly Step[],
  overlap: Overlap,
  isTimed: boolean,
): Pick<Seam, 'to' | 'from'> {
  const { earlier, later } = placeOfSeam(steps, overlap, isTimed);
  // A mark that stands alone before the part's first word belongs to that word.
  const isWhole = head.from === 0 && later !== undefined && later === head.units[0];
  return { to: earlier?.word ?? tail.to, from: isWhole ? 0 : (later?.word ?? head.to) };
}

/** Fewer letters than that are the same by chance. A single one, as in Chinese, counts twice. */
const fewestLetters = 8;
/** Words that a cut may have made unrecognisable. */
const mostFragments = 2;
const leastShare = 0.6;

/** Without times, the texts themselves have to show that one continues the other. */
function isSameText(steps: readonly Step[]): boolean {
  const first = steps.findIndex(isMatch);
  const last = steps.findLastIndex(isMatch);
  if (first < 0) return false;
  const common = steps.slice(first, last + 1);
  const matches = common.filter(isMatch);
  // A word that is said again and again does not show where the parts meet.
  const words = new Set(
    matches.flatMap(({ earlier, likeness }) => (likeness === 'same' && earlier?.key) || []),
  );
  const letters = [...words].reduce((sum, key) => sum + Math.max(2, key.length), 0);
  const weight = (units: readonly Unit[]) => units.reduce((sum, unit) => sum + weightOf(unit), 0);
  const fragments = Math.max(
    weight(steps.slice(0, first).flatMap(({ later }) => later ?? [])),
    weight(steps.slice(last + 1).flatMap(({ earlier }) => earlier ?? [])),
  );
  return (
    letters >= fewestLetters && fragments <= mostFragments && matches.length >= common.length * leastShare
  );
}

/** Fewer words than that say nothing about the rest. */
const fewestUnits = 6;
const leastMatches = 0.25;

function isOtherSpeech(steps: readonly Step[]): boolean {
  const count = (which: (step: Step) => unknown) => steps.filter(which).length;
  const fewer = Math.min(
    count(({ earlier }) => earlier),
    count(({ later }) => later),
  );
  return fewer >= fewestUnits && count(isMatch) < fewer * leastMatches;
}

const isMatch = ({ likeness }: Step): boolean => likeness === 'same' || likeness === 'similar';
