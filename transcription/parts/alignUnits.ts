import type { Said } from './saidWords';
import { isSimilar, middleOf, type Unit } from './units';

/** How alike two units are that stand for each other: the same word, another spelling of it, or only the same time. */
export type Likeness = 'same' | 'similar' | 'other';

/** One step through what two parts heard: a unit that both have, or one that only one of them has. */
export interface Step {
  earlier?: Unit;
  later?: Unit;
  likeness?: Likeness;
}

/**
 * Chosen on simulated recordings, like all the scores: what a difference in time takes from a match, in proportion to
 * its square. Of repeated words, only the times say which is which.
 */
const perSquareSecond: Record<Said['times'], number> = { exact: 4, estimated: 0.04, none: 0 };
const mostForTime = 1.7;
/** Beyond that, two equal words are not the same one. */
const farthestSeconds: Record<Said['times'], number> = { exact: 3, estimated: 20, none: Infinity };
/** Words this close in time stand for each other even if they differ: a wrong word is likelier than a missing one. */
const sameTimeSeconds = 1;

const scores = { same: 2, similar: 1, other: 0.1, otherAtLeast: -1.2, unequal: -2, single: -0.9 };

const enum Move {
  end,
  both,
  earlier,
  later,
}

/**
 * Aligns the end of the earlier part with the beginning of the later one. The earlier part's first units and the later
 * part's last ones may have no counterpart.
 *
 * @param times the less precise of the two parts'
 * @returns every unit of both, in order; units without a counterpart are ordered by time
 */
export function alignUnits(earlier: readonly Unit[], later: readonly Unit[], times: Said['times']): Step[] {
  const width = later.length + 1;
  const best = new Float64Array((earlier.length + 1) * width);
  const moves = new Uint8Array(best.length);
  for (let column = 1; column < width; column++) {
    best[column] = column * scores.single;
    moves[column] = Move.later;
  }
  earlier.forEach((unit, row) => {
    const above = row * width;
    const here = above + width;
    // What was said before the overlap needs no counterpart.
    moves[here] = Move.earlier;
    later.forEach((other, column) => {
      const at = here + column + 1;
      const both = (best[above + column] ?? 0) + score(likenessOf(unit, other, times), unit, other, times);
      const up = (best[above + column + 1] ?? 0) + scores.single;
      const left = (best[at - 1] ?? 0) + scores.single;
      const highest = Math.max(both, up, left);
      best[at] = highest;
      moves[at] = highest === both ? Move.both : highest === up ? Move.earlier : Move.later;
    });
  });
  return inOrderOfTime(stepsOf(earlier, later, best, moves, times));
}

function stepsOf(
  earlier: readonly Unit[],
  later: readonly Unit[],
  best: Float64Array,
  moves: Uint8Array,
  times: Said['times'],
): Step[] {
  const width = later.length + 1;
  const lastRow = earlier.length * width;
  let column = 0;
  for (let place = 1; place < width; place++) {
    if ((best[lastRow + place] ?? 0) > (best[lastRow + column] ?? 0)) column = place;
  }
  // What was said after the overlap needs no counterpart either.
  const steps: Step[] = later
    .slice(column)
    .map((unit): Step => ({ later: unit }))
    .reverse();
  let row = earlier.length;
  for (;;) {
    const move: Move = moves[row * width + column] ?? Move.end;
    const [above, left] = [earlier[row - 1], later[column - 1]];
    if (move === Move.both && above && left) {
      steps.push({ earlier: above, later: left, likeness: likenessOf(above, left, times) ?? 'other' });
      row--;
      column--;
    } else if (move === Move.earlier && above) {
      steps.push({ earlier: above });
      row--;
    } else if (move === Move.later && left) {
      steps.push({ later: left });
      column--;
    } else return steps.reverse();
  }
}

function likenessOf(one: Unit, other: Unit, times: Said['times']): Likeness | undefined {
  const apart = secondsApart(one, other) ?? 0;
  if (apart > farthestSeconds[times]) return undefined;
  if (one.key === other.key) return 'same';
  if ((times !== 'exact' || apart < 1) && isSimilar(one.key, other.key)) return 'similar';
  return times === 'exact' && apart < sameTimeSeconds ? 'other' : undefined;
}

function score(likeness: Likeness | undefined, one: Unit, other: Unit, times: Said['times']): number {
  if (likeness === undefined) return scores.unequal;
  const apart = secondsApart(one, other) ?? 0;
  const forTime = Math.min(mostForTime, apart * apart * perSquareSecond[times]);
  return likeness === 'other'
    ? Math.max(scores.otherAtLeast, scores.other - forTime)
    : scores[likeness] - forTime;
}

/** How far the middles of two units are apart; undefined if it is unknown. */
export function secondsApart(one: Unit, other: Unit): number | undefined {
  const [here, there] = [middleOf(one), middleOf(other)];
  return here === undefined || there === undefined ? undefined : Math.abs(here - there);
}

/** Between two counterparts, the units of both parts are put in the order in which they were said. */
function inOrderOfTime(steps: readonly Step[]): Step[] {
  const ordered: Step[] = [];
  let run: Step[] = [];
  const flush = () => {
    for (const step of run.length > 1 ? merged(run) : run) ordered.push(step);
    run = [];
  };
  for (const step of steps) {
    if (step.likeness === undefined) run.push(step);
    else {
      flush();
      ordered.push(step);
    }
  }
  flush();
  return ordered;
}

function merged(run: readonly Step[]): Step[] {
  const earlier = run.filter((step) => step.earlier);
  const later = run.filter((step) => step.later);
  const result: Step[] = [];
  for (const step of earlier) {
    const time = timeOf(step);
    for (let next = later[0]; next && timeOf(next) < time; next = later[0]) {
      result.push(next);
      later.shift();
    }
    result.push(step);
  }
  return [...result, ...later];
}

const timeOf = ({ earlier, later }: Step): number => {
  const unit = earlier ?? later;
  return (unit && middleOf(unit)) ?? 0;
};
