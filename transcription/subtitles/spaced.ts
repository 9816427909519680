/**
 * Moves times apart, each by as little as possible, until every one has the time it needs before the next. Times that
 * already have it stay. This is least-squares isotonic regression by pooling adjacent violators (Best and Chakravarti,
 * 1990), which takes linear time.
 *
 * @param times in any unit
 * @param needed the time that each needs before the next one, in the same unit
 * @param latest when the last one has to be over; if that leaves too little time, all get their share of it
 * @returns times in ascending order, none of them below 0
 */
export function spaced(
  times: ArrayLike<number>,
  needed: ArrayLike<number>,
  latest = Infinity,
): Float64Array<ArrayBuffer> {
  const count = times.length;
  let total = 0;
  for (let index = 0; index < count; index++) total += needed[index] ?? 0;
  const scale = total > latest ? latest / total : 1;
  const [sums, sizes] = [new Float64Array(count), new Int32Array(count)];
  let blocks = 0;
  for (let index = 0, before = 0; index < count; index++) {
    let sum = (times[index] ?? 0) - before;
    let size = 1;
    for (; blocks > 0 && meanOf(blocks - 1) > sum / size; blocks--) {
      sum += sums[blocks - 1] ?? 0;
      size += sizes[blocks - 1] ?? 0;
    }
    [sums[blocks], sizes[blocks]] = [sum, size];
    blocks++;
    before += (needed[index] ?? 0) * scale;
  }
  const result = new Float64Array(count);
  const most = latest - total * scale;
  for (let block = 0, index = 0, before = 0; block < blocks; block++) {
    const mean = Math.max(0, Math.min(meanOf(block), most));
    for (let left = sizes[block] ?? 0; left > 0; left--, index++) {
      result[index] = mean + before;
      before += (needed[index] ?? 0) * scale;
    }
  }
  return result;

  function meanOf(block: number): number {
    return (sums[block] ?? 0) / (sizes[block] ?? 1);
  }
}
