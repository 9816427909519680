import { secondsApart, type Step } from './alignUnits';
import type { Overlap } from './overlap';
import { type Unit, weightOf } from './units';

/** Where one part gives way to the next: before which unit each of them is cut. */
export interface SeamPlace {
  /** Undefined behind the last unit. */
  earlier: Unit | undefined;
  later: Unit | undefined;
}

/** Chosen on simulated recordings. A place is better the less it costs. */
const costs = {
  /** At an end of the overlap; in its middle nothing. */
  fromMiddle: 0.8,
  /** Beyond the end of the overlap, where only one part heard anything. */
  outside: 4,
  /** Where a part ends or begins, and heard the words beside it without their neighbours. */
  nearEdge: 1.5,
  /** Beside a unit that the other part heard differently, or not at all, or at another time. */
  besideOther: 0.5,
  besideSimilar: 0.3,
  besideUnsure: 0.4,
  /** Where the parts spell a word differently: at one of the two, a sentence may end or begin. */
  besideRespelt: 0.05,
  /** The share of these costs that remains one unit further away. */
  oneFurther: 0.5,
  /** A pause in both parts is a gain, up to its whole length. */
  pause: -0.5,
  /** A word that only one part heard and that would be lost, or kept though it was cut in two. */
  lost: 1,
  lostNearEdge: 0.5,
  keptNearEdge: 0.2,
  keptFragment: 1,
};
const longestPauseSeconds = 0.7;
/** Times of the same word that are further apart than usual. */
const unsureSeconds = 0.8;

/** Words this close to the end of a part are heard without what follows. */
const edgeSeconds = 1;
/** Words that begin or end at a cut were probably cut in two. */
const fragmentSeconds = 0.15;
/** The same without times. */
const edgeWords = 2;

/**
 * Chooses the place for a seam among the steps: near the middle of the overlap, between words that both parts heard
 * alike, in a pause if there is one. A word that was cut in two at the end of a part is left to the other part, and
 * one that only one of them heard is kept.
 *
 * @param overlap what both parts heard, in seconds
 * @param isTimed whether all units have times
 */
export function placeOfSeam(steps: readonly Step[], overlap: Overlap, isTimed: boolean): SeamPlace {
  const trust = isTimed ? trustByTime(overlap) : trustByPlace(steps);
  const { lostBefore, lostAfter } = losses(steps, trust);
  let best: SeamPlace = { earlier: undefined, later: undefined };
  let lowest = Infinity;
  const lasts = lastUnits(steps);
  const nexts = nextUnits(steps);
  for (let place = 0; place <= steps.length; place++) {
    const next = nexts[place];
    if (next === undefined || next.earlier?.startsWord === false || next.later?.startsWord === false)
      continue;
    const cost =
      (lostBefore[place] ?? 0) +
      (lostAfter[place] ?? 0) +
      beside(steps[place - 1]) +
      beside(steps[place]) +
      (beside(steps[place - 2]) + beside(steps[place + 1])) * costs.oneFurther +
      (isTimed ? costByTime(lasts[place], next, overlap) : costByPlace(place, steps));
    if (cost < lowest) {
      lowest = cost;
      best = next;
    }
  }
  return best;
}

/** What it costs to keep a unit that is near a cut, and to lose one that is not. */
interface Trust {
  keep(unit: Unit, isEarlier: boolean): number;
  lose(unit: Unit, isEarlier: boolean): number;
}

function trustByTime({ startSeconds, endSeconds }: Overlap): Trust {
  const edge = Math.min(edgeSeconds, (endSeconds - startSeconds) / 3);
  const toEdge = ({ start = 0, end = 0 }: Unit, isEarlier: boolean) =>
    isEarlier ? endSeconds - end : start - startSeconds;
  return {
    keep: (unit, isEarlier) => {
      const seconds = toEdge(unit, isEarlier);
      return seconds < fragmentSeconds ? costs.keptFragment : seconds < edge ? costs.keptNearEdge : 0;
    },
    lose: (unit, isEarlier) => {
      const seconds = toEdge(unit, isEarlier);
      return seconds < fragmentSeconds ? 0 : seconds < edge ? costs.lostNearEdge : costs.lost;
    },
  };
}

function trustByPlace(steps: readonly Step[]): Trust {
  const near = new Set([
    ...atEdge(steps.flatMap(({ earlier }) => earlier ?? []).reverse()),
    ...atEdge(steps.flatMap(({ later }) => later ?? [])),
  ]);
  return {
    keep: (unit) => (near.has(unit) ? costs.keptFragment : 0),
    lose: (unit) => (near.has(unit) ? 0 : costs.lost),
  };
}

/** @param units from the edge inwards */
function atEdge(units: readonly Unit[]): Unit[] {
  let words = 0;
  return units.filter((unit) => (words += weightOf(unit)) <= edgeWords);
}

/** What a seam at each place takes away of what stands before and behind it. */
function losses(steps: readonly Step[], trust: Trust): { lostBefore: number[]; lostAfter: number[] } {
  const lostBefore = [0];
  const lostAfter = [0];
  for (const { earlier, later } of steps) {
    const kept = earlier ? trust.keep(earlier, true) : later ? trust.lose(later, false) : 0;
    lostBefore.push((lostBefore.at(-1) ?? 0) + kept);
  }
  for (const { earlier, later } of [...steps].reverse()) {
    const kept = later ? trust.keep(later, false) : earlier ? trust.lose(earlier, true) : 0;
    lostAfter.push((lostAfter.at(-1) ?? 0) + kept);
  }
  return { lostBefore, lostAfter: lostAfter.reverse() };
}

/** The first unit of each part behind each place. */
const nextUnits = (steps: readonly Step[]): SeamPlace[] => lastUnits([...steps].reverse()).reverse();

/** The last unit of each part before each place. */
function lastUnits(steps: readonly Step[]): SeamPlace[] {
  let last: SeamPlace = { earlier: undefined, later: undefined };
  const lasts = [last];
  for (const { earlier, later } of steps) {
    last = { earlier: earlier ?? last.earlier, later: later ?? last.later };
    lasts.push(last);
  }
  return lasts;
}

function beside(step: Step | undefined): number {
  const { earlier, later, likeness } = step ?? {};
  if (step === undefined) return 0;
  if (earlier === undefined || later === undefined || likeness === 'other') return costs.besideOther;
  if (likeness === 'similar') return costs.besideSimilar;
  if ((secondsApart(earlier, later) ?? 0) > unsureSeconds) return costs.besideUnsure;
  return earlier.text === later.text ? 0 : costs.besideRespelt;
}

function costByPlace(place: number, steps: readonly Step[]): number {
  const first = steps.findIndex(({ likeness }) => likeness);
  const last = steps.findLastIndex(({ likeness }) => likeness);
  const middle = (first + last + 1) / 2;
  return (Math.abs(place - middle) / Math.max(1, last + 1 - first)) * 2 * costs.fromMiddle;
}

function costByTime(
  before: SeamPlace | undefined,
  next: SeamPlace | undefined,
  { startSeconds, endSeconds }: Overlap,
): number {
  // A silent part is silent up to where it was cut.
  const from = Math.max(before?.earlier?.end ?? startSeconds, before?.later?.end ?? startSeconds);
  const until = Math.min(next?.earlier?.start ?? endSeconds, next?.later?.start ?? endSeconds);
  const time = (from + until) / 2;
  const half = Math.max(0.001, (endSeconds - startSeconds) / 2);
  const distance = Math.abs(time - (startSeconds + half)) / half;
  const edge = Math.min(edgeSeconds, half * (2 / 3));
  const toEdge = Math.min(time - startSeconds, endSeconds - time);
  return (
    costs.fromMiddle * Math.min(1, distance) ** 2 +
    (toEdge < edge ? costs.nearEdge * (1 - Math.max(0, toEdge) / edge) : 0) +
    (toEdge < 0 ? costs.outside * Math.min(1, -toEdge) : 0) +
    costs.pause * Math.min(1, Math.max(0, until - from) / longestPauseSeconds)
  );
}
