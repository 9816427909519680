/** In UTF-16 units. Longer than any word, and than what a dictionary has to look at. */
const stretchLength = 500;

/**
 * What a segmenter finds in a text, in order; joined, it is the text. Node 20's segmenter takes the square of the
 * length, a minute for what is said in an hour: it is given one stretch after the other.
 */
export function segmented(text: string, segmenter: Intl.Segmenter): string[] {
  const found: string[] = [];
  let length = stretchLength;
  for (let start = 0; start < text.length;) {
    const end = endOfStretch(text, start + length);
    const parts = Array.from(segmenter.segment(text.slice(start, end)), ({ segment }) => segment);
    // The last one may go on behind the stretch.
    const open = end < text.length ? parts.pop() : undefined;
    if (parts.length === 0) {
      length *= 2;
      continue;
    }
    for (const part of parts) found.push(part);
    start = end - (open?.length ?? 0);
    length = stretchLength;
  }
  return found;
}

/** Not within a character. */
function endOfStretch(text: string, end: number): number {
  const isPair = (text.charCodeAt(end - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(end) & 0xfc00) === 0xdc00;
  return Math.min(text.length, isPair ? end + 1 : end);
}
