/** In UTF-16 units. Longer than any word, and than the context that a dictionary needs. */
const stretchLength = 500;

/**
 * The segments of a text in order; joined, they are the text. Node 20's segmenter takes quadratic time (a minute for
 * an hour of speech), so it gets one stretch at a time.
 */
export function segmented(text: string, segmenter: Intl.Segmenter): string[] {
  const found: string[] = [];
  let length = stretchLength;
  for (let start = 0; start < text.length;) {
    const end = endOfStretch(text, start + length);
    const parts = Array.from(segmenter.segment(text.slice(start, end)), ({ segment }) => segment);
    // The last segment may continue beyond the stretch.
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

/** Moved so that it does not fall inside a surrogate pair. */
function endOfStretch(text: string, end: number): number {
  const isPair = (text.charCodeAt(end - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(end) & 0xfc00) === 0xdc00;
  return Math.min(text.length, isPair ? end + 1 : end);
}
