/** What V8 takes for an object, an array or a number of its own, about. */
const entryBytes = 24;

/**
 * How much memory a plain value takes, about: enough to keep a bound. Linear in its size, and not recursive, as what
 * providers send may be nested deep.
 */
export function roughBytes(value: unknown): number {
  let bytes = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    bytes += typeof next === 'string' ? next.length * 2 : entryBytes;
    if (typeof next === 'object' && next !== null) for (const part of Object.values(next)) open.push(part);
  }
  return bytes;
}
