/** Leaves out what is undefined, so that no empty columns appear where the transcript is shown as a table. */
export function dropUnknown<T extends object>(value: T): T {
  for (const [key, entry] of Object.entries(value))
    if (entry === undefined) Reflect.deleteProperty(value, key);
  return value;
}
