import type { Fault, Times } from './faults';
import { type Place, places } from './longRecording';

/** How often a fault strikes, and at which part of the recording; undefined if the recording goes out whole. */
export interface Strike {
  times: Times;
  place: Place | undefined;
}

/**
 * Which of the places of faults that are alike a scenario tests. Together, the scenarios with the same requests test
 * all of them.
 */
export type Turns = readonly Place[];

/**
 * @param index the fault's place in the list
 * @returns of faults that are alike one strike for each turn, permanent ones among them; of others, each part once, and
 *   one of them permanently
 */
export function strikesOf(
  { alike, slow, times = slow ? ['once'] : ['once', 'always'] }: Pick<Fault, 'alike' | 'slow' | 'times'>,
  index: number,
  turns: Turns | undefined,
): Strike[] {
  if (turns === undefined) return times.map((each) => ({ times: each, place: undefined }));
  if (alike) {
    return turns.map((turn) => ({
      times: inTurn(times, Math.floor(index / places.length) + turn),
      place: inTurn(places, index + turn),
    }));
  }
  return times.flatMap((each): Strike[] =>
    each === 'once'
      ? places.map((place) => ({ times: each, place }))
      : [{ times: each, place: inTurn(places, index) }],
  );
}

function inTurn<T>(list: readonly T[], turn: number): T {
  const found = list[turn % list.length];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}
