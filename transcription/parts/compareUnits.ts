import type { Said } from './saidWords';
import { isSimilar, middleOf, type Unit } from './units';

/** How alike two units are that stand for each other: the same word, another spelling of it, or only the same time. */
export type Likeness = 'same' | 'similar' | 'other';

/** Chosen on simulated recordings, like all the scores. A wrong word is likelier than a missing one. */
const scores = { same: 2, similar: 1, other: 0.1, otherAtLeast: -1.2, unequal: -2 };
/** The score of a unit that only one part has. */
export const single = -0.9;

/**
 * What a difference in time takes from a match, in proportion to its square. Of repeated words, only the times say
 * which is which.
 */
const perSquareSecond: Record<Said['times'], number> = { exact: 4, estimated: 0.04, none: 0 };
const mostForTime = 1.7;
/** Beyond that, two equal words are not the same one. */
const farthestSeconds: Record<Said['times'], number> = { exact: 3, estimated: 20, none: Infinity };
/** Words this close in time stand for each other even if they differ. */
const sameTimeSeconds = 1;

export interface Comparison {
  /** Undefined if the units can't stand for each other. */
  likeness: (earlier: number, later: number) => Likeness | undefined;
  score: (earlier: number, later: number) => number;
}

/** Compares units by their indices. Everything that depends on one unit only is computed once, since every pair is compared. */
export function comparison(
  earlier: readonly Unit[],
  later: readonly Unit[],
  times: Said['times'],
): Comparison {
  const ids = new Map<string, number>();
  const idOf = ({ key }: Unit): number => {
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    return id;
  };
  const [ours, theirs] = [Int32Array.from(earlier, idOf), Int32Array.from(later, idOf)];
  const [here, there] = [middles(earlier), middles(later)];
  const [farthest, perSquare] = [farthestSeconds[times], perSquareSecond[times]];
  const similarWithin = times === 'exact' ? sameTimeSeconds : farthest;
  const apartOf = (one: number, other: number): number => Math.abs((here[one] ?? 0) - (there[other] ?? 0));

  function likeness(one: number, other: number): Likeness | undefined {
    const apart = apartOf(one, other);
    if (apart > farthest) return undefined;
    if (ours[one] === theirs[other]) return 'same';
    if (apart >= similarWithin) return undefined;
    if (isSimilar(earlier[one]?.key ?? '', later[other]?.key ?? '')) return 'similar';
    return times === 'exact' ? 'other' : undefined;
  }

  function score(one: number, other: number): number {
    const likely = likeness(one, other);
    if (likely === undefined) return scores.unequal;
    const forTime = Math.min(mostForTime, apartOf(one, other) ** 2 * perSquare);
    return likely === 'other'
      ? Math.max(scores.otherAtLeast, scores.other - forTime)
      : scores[likely] - forTime;
  }

  return { likeness, score };
}

/** Zero for all units without times, which are then at the same one. */
const middles = (units: readonly Unit[]): Float64Array =>
  Float64Array.from(units, (unit) => middleOf(unit) ?? 0);

/** How far the middles of two units are apart; undefined if it is unknown. */
export function secondsApart(one: Unit, other: Unit): number | undefined {
  const [here, there] = [middleOf(one), middleOf(other)];
  return here === undefined || there === undefined ? undefined : Math.abs(here - there);
}
