/** Recognizers disagree with themselves by less than this about where a word begins. */
const slackSeconds = 0.5;

/** A leap over so much time that is taken back by the next words is a mistake, however many words made it. */
const leapSeconds = 60;

/** Beyond so many words, all stretches are believed alike. */
const enoughWords = 30;

/** Consecutive words whose times rise. */
interface Run {
  from: number;
  to: number;
  first: number;
  last: number;
  /** How far it is believed. */
  weight: number;
}

/**
 * Finds the words whose times do not fit those of the others: of all ways to leave out stretches so that the rest is
 * in order, the one that leaves out the least. Takes n log n time in the number of stretches.
 *
 * @param starts in seconds, of one speaker's words, in spoken order
 * @param latest the length of the recording in seconds; nothing begins after it
 * @returns whether each start is doubtful; undefined if all are in order
 */
export function doubtfulTimes(starts: readonly number[], latest: number): boolean[] | undefined {
  const runs = runsOf(starts);
  if (runs.length < 2 && (starts.at(-1) ?? 0) < latest) return undefined;
  const doubtful = starts.map(() => true);
  for (const { from, to } of heaviestChain(runs)) {
    for (let index = from; index < to; index++) doubtful[index] = (starts[index] ?? 0) >= latest;
  }
  return doubtful;
}

/**
 * Splits wherever time runs backwards; also before the words that are later than what follows, and where what follows
 * has caught up with them, so that an odd word does not drag its neighbours along.
 */
function runsOf(starts: readonly number[]): Run[] {
  const runs: Run[] = [];
  let from = 0;
  /** The latest time before time ran backwards. */
  let caughtUpAt = Infinity;
  for (let index = 1; index < starts.length; index++) {
    const [before = 0, start = 0] = [starts[index - 1], starts[index]];
    if (start >= before - slackSeconds) {
      if (start < caughtUpAt) continue;
      runs.push(runOf(starts, from, index));
      from = index;
      caughtUpAt = Infinity;
      continue;
    }
    let tail = index;
    while (tail > from && (starts[tail - 1] ?? 0) > start + slackSeconds) tail--;
    if (tail > from) runs.push(runOf(starts, from, tail));
    const late = runOf(starts, tail, index);
    const base = tail > 0 ? (starts[tail - 1] ?? 0) : 0;
    const leaps = late.first - base > leapSeconds && start - base < late.first - base - leapSeconds;
    runs.push(leaps && start >= base - slackSeconds ? { ...late, weight: 1 } : late);
    from = index;
    caughtUpAt = Math.min(caughtUpAt, late.last);
  }
  if (starts.length > 0) runs.push(runOf(starts, from, starts.length));
  return runs;
}

function runOf(starts: readonly number[], from: number, to: number): Run {
  let last = -Infinity;
  for (let index = from; index < to; index++) last = Math.max(last, starts[index] ?? 0);
  return { from, to, first: starts[from] ?? 0, last, weight: Math.min(enoughWords, to - from) };
}

/** The weightiest choice of runs in which each begins after the one before; the earlier one if two weigh the same. */
function heaviestChain(runs: readonly Run[]): Run[] {
  const ends = [...new Set(runs.map(({ last }) => last))].sort((one, other) => one - other);
  const chains = new PrefixBest(ends.length);
  const [weights, before] = [new Float64Array(runs.length), new Int32Array(runs.length)];
  let best = -1;
  for (const [index, run] of runs.entries()) {
    const link = chains.best(countUpTo(ends, run.first + slackSeconds), weights);
    before[index] = link;
    weights[index] = run.weight + (weights[link] ?? 0);
    chains.add(countUpTo(ends, run.last), index, weights);
    const [weight = 0, most = 0] = [weights[index], weights[best]];
    if (best < 0 || weight > most || (weight === most && run.last < (runs[best]?.last ?? 0))) best = index;
  }
  const chain: Run[] = [];
  for (let index = best; index >= 0; index = before[index] ?? -1) {
    const run = runs[index];
    if (run) chain.push(run);
  }
  return chain;
}

/** @returns how many of the ascending numbers are not greater */
function countUpTo(numbers: readonly number[], most: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The heaviest entry among the first places (a Fenwick tree). */
class PrefixBest {
  private readonly tree: Int32Array;

  constructor(size: number) {
    this.tree = new Int32Array(size + 1).fill(-1);
  }

  /** @param place from 1 */
  add(place: number, entry: number, weights: Float64Array): void {
    for (let at = place; at < this.tree.length; at += at & -at) {
      const there = this.tree[at] ?? -1;
      if (there < 0 || (weights[entry] ?? 0) > (weights[there] ?? 0)) this.tree[at] = entry;
    }
  }

  /** @returns -1 if there is none */
  best(places: number, weights: Float64Array): number {
    let found = -1;
    for (let at = places; at > 0; at -= at & -at) {
      const there = this.tree[at] ?? -1;
      if (there >= 0 && (found < 0 || (weights[there] ?? 0) > (weights[found] ?? 0))) found = there;
    }
    return found;
  }
}
