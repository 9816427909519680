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

/** Whether a JSON text, once parsed, takes no more memory than any transcript. */
export function fitsInMemory(json: string): boolean {
  return parsedBytes(json) <= maxParsedBytes;
}

/**
 * Characters inside strings count, too: JSON may contain JSON, and a transcript's commas come nowhere near the limit.
 */
function parsedBytes(json: string): number {
  let bytes = 0;
  for (let index = 0; index < json.length; index++) {
    const unit = json.charCodeAt(index);
    if (unit === comma) bytes += mostBytesPer.entry;
    else if (unit === openingBrace) bytes += mostBytesPer.object;
    else if (unit === openingBracket) bytes += mostBytesPer.list;
  }
  return bytes;
}
