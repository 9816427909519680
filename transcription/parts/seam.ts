import type { Step } from './alignUnits';
import { secondsApart } from './compareUnits';
import { edgeSeconds, lossesAt } from './losses';
import type { Overlap } from './overlap';
import type { Unit } from './units';

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
};
const longestPauseSeconds = 0.7;
/** Times of the same word that are further apart than usual. */
const unsureSeconds = 0.8;

/**
 * Chooses the place for a seam among the steps: near the middle of the overlap, between words that both parts heard
 * alike, in a pause if there is one. A word that was cut in two at the end of a part is left to the other part, and
 * one that only one of them heard is kept.
 *
 * @param overlap what both parts heard, in seconds
 * @param isTimed whether all units have times
 */
export function placeOfSeam(steps: readonly Step[], overlap: Overlap, isTimed: boolean): SeamPlace {
  const losses = lossesAt(steps, overlap, isTimed);
  let best: SeamPlace = { earlier: undefined, later: undefined };
  let lowest = Infinity;
  const costByPlace = costsByPlace(steps);
  const lasts = lastUnits(steps);
  const nexts = nextUnits(steps);
  for (let place = 0; place <= steps.length; place++) {
    const next = nexts[place];
    if (next === undefined || next.earlier?.startsWord === false || next.later?.startsWord === false)
      continue;
    const cost =
      (losses[place] ?? 0) +
      beside(steps[place - 1]) +
      beside(steps[place]) +
      (beside(steps[place - 2]) + beside(steps[place + 1])) * costs.oneFurther +
      (isTimed ? costByTime(lasts[place], next, overlap) : costByPlace(place));
    if (cost < lowest) {
      lowest = cost;
      best = next;
    }
  }
  return best;
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

/** Without times, the middle is that of what the parts have in common. */
function costsByPlace(steps: readonly Step[]): (place: number) => number {
  const first = steps.findIndex(({ likeness }) => likeness);
  const length = Math.max(1, steps.findLastIndex(({ likeness }) => likeness) + 1 - first);
  return (place) => (Math.abs(place - first - length / 2) / length) * 2 * costs.fromMiddle;
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
