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
 * Ends a source's reading at a place where its reader does not get on. A search that has come to the end of the file
 * and does not notice it (the same bytes, again and again) is told so: what comes before is sound. Otherwise it fails.
 *
 * @param source of the library, which has no public way to see the reads from its cache
 */
export function guardAgainstStandstill<T extends object>(source: T): T {
  const read: unknown = Reflect.get(source, '_read');
  if (typeof read !== 'function') throw new TypeError('The library reads in another way.');
  let place: unknown;
  let placeEnd: unknown;
  let inARow = 0;
  Reflect.set(source, '_read', (...range: unknown[]): unknown => {
    const [start, end] = range;
    const isSame = end === placeEnd;
    inARow = start === place ? inARow + 1 : 0;
    place = start;
    placeEnd = end;
    if (inARow < mostInARow) return Reflect.apply(read, source, range);
    if (isSame) return null;
    throw new Standstill('One place is read over and over.');
  });
  return source;
}
