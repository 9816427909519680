const comma = 0x2c;
const openingBracket = 0x5b;
const openingBrace = 0x7b;

/**
 * Bytes that one of these signs may cost once the text is parsed, at worst. Measured in Node 20 with the largest texts
 * of each kind (test/bench/parseHeavyJson.ts): an object whose one key is a number takes 208, a nested list 96 while it
 * is being read, an entry with a name of its own 74. Objects that share their names, as in a transcript, cost a
 * fraction of it. The rest is a margin.
 */
const mostBytesPer = { object: 210, list: 110, entry: 90 } as const;

/**
 * What a parsed text may take, in bytes; whatever is let in stays below 300 MB with the texts in it. By the measure
 * above, ten hours of words with the spacing between them and six fields each, 180,000 objects, count as 156 MB.
 */
const maxParsedBytes = 250_000_000;

/**
 * Reads JSON that somebody else wrote; a byte order mark in front is passed over.
 *
 * @returns undefined for a text that is no JSON, or may take more memory than any transcript does
 */
export function parseJson(text: string): unknown {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (parsedBytes(json) > maxParsedBytes) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** A value that may be JSON in a text. @returns the text itself for one that is no JSON */
export function fromJsonText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const parsed = parseJson(value);
  return parsed === undefined ? value : parsed;
}

/** Signs within texts count, too: JSON may hold JSON, and a transcript does not come near the bound with its commas. */
function parsedBytes(json: string): number {
  if (json.length * mostBytesPer.object <= maxParsedBytes) return 0;
  let bytes = 0;
  for (let index = 0; index < json.length; index++) {
    const unit = json.charCodeAt(index);
    if (unit === comma) bytes += mostBytesPer.entry;
    else if (unit === openingBrace) bytes += mostBytesPer.object;
    else if (unit === openingBracket) bytes += mostBytesPer.list;
  }
  return bytes;
}
