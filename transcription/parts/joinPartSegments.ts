import { toMilliseconds } from '../milliseconds';
import { buildSegments } from '../segments/buildSegments';
import { longestCharacters, longestSeconds } from '../segments/segmentStarts';
import { joinTexts } from '../text/joinTexts';
import type { Segment, Transcript } from '../transcript';
import { textCutter } from './cutText';
import { isWhole, type KeptPart, meetInTime, renamed } from './keptPart';

interface KeptSegments {
  segments: Segment[];
  /** Whether the first, or the last, of them is what is left of one that was cut. */
  startsCut: boolean;
  endsCut: boolean;
}

/** @returns undefined if a part has text but no times, since the others' segments would lack its text */
export function joinPartSegments(parts: readonly KeptPart[]): Segment[] | undefined {
  const joined: Segment[] = [];
  let endsCut = false;
  for (const part of parts) {
    const all = segmentsOf(part.transcript);
    if (all === undefined) return undefined;
    const kept = keptSegments(part, all);
    const segments = kept.segments.map((segment) => renamed(segment, part));
    if (segments.length === 0) continue;
    meetInTime(joined, segments);
    const [last, first] = [joined.at(-1), segments[0]];
    const whole = endsCut && kept.startsCut && last && first ? asOne(last, first) : undefined;
    if (whole) joined.splice(-1, 1, whole);
    for (const segment of whole ? segments.slice(1) : segments) joined.push(segment);
    endsCut = kept.endsCut;
  }
  return joined.length > 0 ? joined : undefined;
}

function segmentsOf({ segments, words = [], text }: Transcript): Segment[] | undefined {
  return segments ?? (text.trim() === '' ? [] : buildSegments(words));
}

/** A segment that the seam cut in two is one again, unless it would be too long to read. */
function asOne(one: Segment, other: Segment): Segment | undefined {
  const text = joinTexts([one.text, other.text]);
  const end = Math.max(one.end, other.end);
  const fits = text.length <= longestCharacters && end - one.start <= longestSeconds;
  return fits && one.speaker === other.speaker ? { ...one, end, text } : undefined;
}

function keptSegments(part: KeptPart, segments: readonly Segment[]): KeptSegments {
  if (isWhole(part)) return { segments: [...segments], startsCut: false, endsCut: false };
  const { said, from, to } = part;
  const cut = textCutter(said.words, segments.map(({ text }) => text).join('\n'));
  if (cut === undefined) return withinTime(part, segments);
  const [start, end] = [cut(from).start, cut(to).end];
  const kept: KeptSegments = { segments: [], startsCut: false, endsCut: false };
  let at = 0;
  for (const segment of segments) {
    const { text } = segment;
    const [head, tail] = [Math.max(0, start - at), Math.min(text.length, end - at)];
    at += text.length + 1;
    if (head >= tail || text.slice(head, tail).trim() === '') continue;
    const [isCutBefore, isCutBehind] = [text.slice(0, head).trim() !== '', text.slice(tail).trim() !== ''];
    if (isCutBefore) kept.startsCut = true;
    if (isCutBehind) kept.endsCut = true;
    kept.segments.push({
      ...segment,
      text: text.slice(head, tail).trim(),
      ...(isCutBefore && { start: timeAt(segment, said.words[from]?.start, head) }),
      ...(isCutBehind && { end: timeAt(segment, said.words[to - 1]?.end, tail) }),
    });
  }
  return kept;
}

/** The time of the word at a cut; without one, as if the segment were spoken evenly. */
function timeAt({ start, end, text }: Segment, wordSeconds: number | undefined, character: number): number {
  const even = start + ((end - start) * character) / Math.max(1, text.length);
  return toMilliseconds(Math.min(end, Math.max(start, wordSeconds ?? even)));
}

/** For segments that say something else than the words. */
function withinTime({ startSeconds, endSeconds }: KeptPart, segments: readonly Segment[]): KeptSegments {
  const isWithin = ({ start, end }: Segment) =>
    (start + end) / 2 >= startSeconds && (start + end) / 2 < endSeconds;
  return { segments: segments.filter(isWithin), startsCut: false, endsCut: false };
}
