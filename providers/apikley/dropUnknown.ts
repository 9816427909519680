/** Drops undefined fields, so that they don't become empty columns in a table view. */
export function dropUnknown<T extends object>(value: T): T {
  for (const [key, entry] of Object.entries(value))
    if (entry === undefined) Reflect.deleteProperty(value, key);
  return value;
}
