/**
 * Entries that a JSON text may hold, counted as its commas and opening brackets. Ten hours of words, with the
 * spacing between them and six fields each, are about 1,300,000. Each costs up to 56 bytes of heap once parsed, so
 * whatever is let in stays below 250 MB.
 */
export const maxJsonEntries = 4_000_000;

const comma = 0x2c;
const openingBracket = 0x5b;
const openingBrace = 0x7b;

/**
 * Reads JSON that somebody else wrote; a byte order mark in front is passed over.
 *
 * @returns undefined for a text that is no JSON, or holds more entries than any transcript does
 */
export function parseJson(text: string): unknown {
  const json = text.replace(/^\uFEFF/, '');
  if (entriesIn(json) > maxJsonEntries) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Those within strings count, too: a transcript does not come near the bound with all its commas. */
function entriesIn(json: string): number {
  // A text that is shorter than the bound can't exceed it.
  if (json.length <= maxJsonEntries) return 0;
  let entries = 0;
  for (let index = 0; index < json.length; index++) {
    const unit = json.charCodeAt(index);
    if (unit === comma || unit === openingBrace || unit === openingBracket) entries++;
  }
  return entries;
}
