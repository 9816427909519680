const comma = 0x2c;
const openingBracket = 0x5b;
const openingBrace = 0x7b;

/**
 * Most bytes that one of these characters can cost once the text is parsed. Measured in Node 20 with the largest
 * texts of each kind (test/bench/parseHeavyJson.ts): an object whose one key is a number takes 208, a nested list 96
 * while it is being read, an entry with a name of its own 74. Objects with the same names, as in a transcript, cost a
 * fraction of that. The rest is a margin.
 */
const mostBytesPer = { object: 210, list: 110, entry: 90 } as const;

/**
 * Maximum memory of a parsed text, in bytes. Accepted texts stay below 300 MB including the text itself. By the
 * measure above, ten hours of words with the spacing between them and six fields each, 180,000 objects, count as 156
 * MB.
 */
const maxParsedBytes = 250_000_000;

/**
 * Reads JSON from outside. A leading byte order mark is ignored.
 *
 * @returns undefined for text that is not JSON, or may take more memory than any transcript
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

/** A value that may be JSON inside a string. @returns the string itself if it is not JSON */
export function fromJsonText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const parsed = parseJson(value);
  return parsed === undefined ? value : parsed;
}

/**
 * Characters inside strings count, too: JSON may contain JSON, and a transcript's commas come nowhere near the limit.
 */
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
