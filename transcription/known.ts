/** The fields whose value is known: an unknown one would be an empty column in n8n's table view. */
export function known<Value>(fields: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  const entries = Object.entries(fields).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
