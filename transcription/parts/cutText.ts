import { endOf } from '../text/endOf';
import { findWords, type Span } from '../words/findWords';
import { splitGap } from '../words/splitGap';

/** Where a text is cut before one of its words. */
export interface TextCut {
  /** Where the text before the cut ends, with the marks that belong to its last word. */
  end: number;
  /** Where the text after it begins. */
  start: number;
}

/**
 * Cuts a text before a word.
 *
 * @param words all that the text says, in order
 * @returns undefined if the text says something else
 */
export function textCutter(
  words: ReadonlyArray<{ text: string }>,
  text: string,
): ((index: number) => TextCut) | undefined {
  const spans = findWords(
    words.map((word) => word.text),
    text,
  );
  const found = spans.reduce((count, span) => (span ? count + 1 : count), 0);
  if (found * 2 < words.length) return undefined;
  return (index) => {
    if (index <= 0) return { end: 0, start: 0 };
    if (index >= words.length) return { end: text.length, start: text.length };
    const before = lastFound(spans, index - 1);
    const after = firstFound(spans, index);
    const from = before?.span.end ?? 0;
    const gap = text.slice(from, after?.span.start);
    const at = placeInGap(gap, {
      before: index - 1 - (before?.index ?? -1),
      after: (after?.index ?? words.length) - index,
    });
    return { end: from + at.end, start: from + at.start };
  };
}

interface Found {
  span: Span;
  index: number;
}

function lastFound(spans: ReadonlyArray<Span | undefined>, from: number): Found | undefined {
  for (let index = from; index >= 0; index--) {
    const span = spans[index];
    if (span) return { span, index };
  }
  return undefined;
}

function firstFound(spans: ReadonlyArray<Span | undefined>, from: number): Found | undefined {
  for (let index = from; index < spans.length; index++) {
    const span = spans[index];
    if (span) return { span, index };
  }
  return undefined;
}

/** @param missing how many words on each side are spelt otherwise in the text, and so are somewhere in the gap */
function placeInGap(gap: string, missing: { before: number; after: number }): TextCut {
  if (missing.before === 0 && missing.after === 0) {
    const { before, after } = splitGap(gap);
    return { end: before.length, start: gap.length - after.length };
  }
  // What stands there is as long as the words, so it is divided in proportion.
  const share = missing.before / (missing.before + missing.after);
  const space = nearestSpace(gap, share * gap.length);
  const [head, tail] = [gap.slice(0, space), gap.slice(space)];
  return { end: endOf(head, /\s/), start: space + tail.length - tail.trimStart().length };
}

function nearestSpace(gap: string, wanted: number): number {
  const spaces = Array.from(gap.matchAll(/\s+/g), ({ index }) => index);
  const places = [0, ...spaces, gap.length];
  return places.reduce((best, place) => (Math.abs(place - wanted) < Math.abs(best - wanted) ? place : best));
}
