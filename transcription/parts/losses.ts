import type { Step } from './alignUnits';
import { secondsApart } from './compareUnits';
import type { Overlap } from './overlap';
import { type Unit, weightOf } from './units';

/** In the same measure as the costs of a seam's place. Chosen on simulated recordings. */
const costs = {
  /** A word that only one part heard and that would be lost. */
  lost: 1,
  lostNearEdge: 0.5,
  /** A word that would be kept though it was heard without its neighbours, or was even cut in two. */
  keptNearEdge: 0.2,
  keptFragment: 1,
};

/** Words this close to the end of a part are heard without what follows. */
export const edgeSeconds = 1;
/** Words that begin or end at a cut were probably cut in two. */
const fragmentSeconds = 0.15;
/** The same without times. */
const edgeWords = 2;

/**
 * What a seam at each place between the steps takes away of what stands before and behind it, and what it keeps that
 * can't be trusted.
 *
 * @returns one cost more than there are steps
 */
export function lossesAt(steps: readonly Step[], overlap: Overlap, isTimed: boolean): number[] {
  const trust = isTimed ? trustByTime(overlap) : trustByPlace(steps);
  const replaced = alternatives(steps, isTimed ? overlap : undefined);
  const lose = (unit: Unit, isEarlier: boolean) => (replaced.has(unit) ? 0 : trust.lose(unit, isEarlier));
  const before = sums(steps, ({ earlier, later }) =>
    earlier ? trust.keep(earlier, true) : later ? lose(later, false) : 0,
  );
  const behind = sums([...steps].reverse(), ({ earlier, later }) =>
    later ? trust.keep(later, false) : earlier ? lose(earlier, true) : 0,
  ).reverse();
  return before.map((cost, place) => cost + (behind[place] ?? 0));
}

/** The sum before each place. */
function sums(steps: readonly Step[], costOf: (step: Step) => number): number[] {
  let sum = 0;
  return [0, ...steps.map((step) => (sum += costOf(step)))];
}

/** How much an untrustworthy unit costs that is kept, and a trustworthy one that is lost. */
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

/** Two units that only one part heard, within that, are the same word, heard differently or aligned wrongly. */
const alternativeSeconds = 1.5;
const alternativeSteps = 8;

/**
 * Units without a counterpart that have a likely one: whichever is lost, the other one is kept.
 *
 * @param overlap what both parts could hear; undefined without times
 */
function alternatives(steps: readonly Step[], overlap: Overlap | undefined): Set<Unit> {
  const found = new Set<Unit>();
  let open: Array<{ unit: Unit; isEarlier: boolean; place: number }> = [];
  steps.forEach(({ earlier, later, likeness }, place) => {
    const unit = earlier ?? later;
    if (likeness !== undefined || unit === undefined || isOutside(unit, overlap)) return;
    const isEarlier = earlier !== undefined;
    open = open.filter((other) => place - other.place <= alternativeSteps);
    const match = open.find(
      (other) => other.isEarlier !== isEarlier && (secondsApart(other.unit, unit) ?? 0) <= alternativeSeconds,
    );
    if (match === undefined) {
      open.push({ unit, isEarlier, place });
      return;
    }
    open.splice(open.indexOf(match), 1);
    found.add(match.unit).add(unit);
  });
  return found;
}

const isOutside = ({ start, end }: Unit, overlap: Overlap | undefined): boolean =>
  overlap !== undefined &&
  start !== undefined &&
  end !== undefined &&
  (end <= overlap.startSeconds || start >= overlap.endSeconds);
