import { MatroskaGuard } from './matroskaGuard';

/*
 * The library reads what it has in its cache without waiting. Where its search for the next element of a damaged
 * Matroska file does not get on, it reads one place over and over: it would never return, and the whole server would
 * stand still.
 */

/** How often one place may be read in a row. Readers that get on read it a few times: for each lookup in its cluster. */
const mostInARow = 10_000;

/** One place was read over and over. */
export class Standstill extends Error {}

/**
 * Looks at every read of a source, also of what it has in its cache, for which the library has no public way.
 *
 * A search that has come to the end of the file and does not notice it (the same bytes, again and again) is told so:
 * what comes before is sound. Any other standstill is an error.
 */
export function guardReads<T extends object>(source: T): T {
  const read: unknown = Reflect.get(source, '_read');
  if (typeof read !== 'function') throw new TypeError('The library reads in another way.');
  let place = -1;
  let placeEnd = -1;
  let inARow = 0;
  const matroska = new MatroskaGuard();

  const seen = (start: number, end: number, result: unknown): unknown => {
    const bytes = bytesOf(result, start, end);
    return bytes !== undefined && matroska.isTooMuch(start, bytes) ? null : result;
  };

  Reflect.set(source, '_read', (start: number, end: number, ...more: unknown[]): unknown => {
    const isSame = end === placeEnd;
    inARow = start === place ? inARow + 1 : 0;
    place = start;
    placeEnd = end;
    if (inARow >= mostInARow) {
      if (isSame) return null;
      throw new Standstill('One place is read over and over.');
    }
    const result: unknown = Reflect.apply(read, source, [start, end, ...more]);
    return result instanceof Promise
      ? result.then((later: unknown) => seen(start, end, later))
      : seen(start, end, result);
  });
  return source;
}

/** What was read, in what the library keeps around it. */
function bytesOf(result: unknown, start: number, end: number): Uint8Array | undefined {
  if (typeof result !== 'object' || result === null || !('bytes' in result) || !('offset' in result)) return;
  const { bytes, offset } = result;
  if (!(bytes instanceof Uint8Array) || typeof offset !== 'number') return;
  return bytes.subarray(start - offset, end - offset);
}
