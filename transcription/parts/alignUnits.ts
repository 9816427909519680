import { type Comparison, comparison, type Likeness, single } from './compareUnits';
import type { Said } from './saidWords';
import { middleOf, type Unit } from './units';

/** One step through what two parts heard: a unit that both have, or one that only one of them has. */
export interface Step {
  earlier?: Unit;
  later?: Unit;
  likeness?: Likeness;
}

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
  const compare = comparison(earlier, later, times);
  const width = later.length + 1;
  const best = new Float64Array((earlier.length + 1) * width);
  const moves = new Uint8Array(best.length);
  for (let column = 1; column < width; column++) {
    best[column] = column * single;
    moves[column] = Move.later;
  }
  for (let row = 0; row < earlier.length; row++) {
    const above = row * width;
    const here = above + width;
    // What was said before the overlap needs no counterpart.
    moves[here] = Move.earlier;
    for (let column = 0; column < later.length; column++) {
      const at = here + column + 1;
      const both = (best[above + column] ?? 0) + compare.score(row, column);
      const up = (best[above + column + 1] ?? 0) + single;
      const left = (best[at - 1] ?? 0) + single;
      const highest = Math.max(both, up, left);
      best[at] = highest;
      moves[at] = highest === both ? Move.both : highest === up ? Move.earlier : Move.later;
    }
  }
  return inOrderOfTime(stepsOf(earlier, later, best, moves, compare.likeness));
}

function stepsOf(
  earlier: readonly Unit[],
  later: readonly Unit[],
  best: Float64Array,
  moves: Uint8Array,
  likenessOf: Comparison['likeness'],
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
      steps.push({ earlier: above, later: left, likeness: likenessOf(row - 1, column - 1) ?? 'other' });
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
