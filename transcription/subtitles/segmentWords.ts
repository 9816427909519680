import { endsClause, endsSentence } from '../segments/sentenceEnd';
import type { Segment } from '../transcript';
import { fastestLettersPerSecond, slowestLettersPerSecond, spokenLetters } from '../words/pace';
import type { SpokenWord } from './spokenWord';

/**
 * Pauses, in letters that could be said meanwhile: half a second after a sentence and a sixth of a second after a
 * clause, at 180 words a minute (DECtalk, Reference Guide, "Adjusting Period and Comma Pause Durations",
 * https://dectalk.github.io/dectalk/idh_ref_2_adjusting_period_and_comma_pause_durations.htm). They scale with the pace.
 */
const sentencePause = 8;
const clausePause = 3;

/** A digit is read out as a word or as a part of one: "six", "twelve", "nineteen sixty-eight". */
const lettersPerDigit = 4;
const digit = /\p{Nd}/gu;

/** The fast paths: most words of most alphabets have neither digits nor marks. */
const onlyLetters = /^[a-zа-я]+$/i;
const endsInLetter = /[a-zа-я]$/i;

/** Segments that follow each other so closely have the pause between them within the first one. */
const contiguousSeconds = 0.1;

/** Where a text without spaces has a pause. */
const afterWideMark = /(?![\p{P}\p{Nd}])(?<=[。、，！？；：…][\p{Pe}\p{Pf}]*)/u;

interface Piece {
  text: string;
  /** Whether no space precedes it. */
  joined: boolean;
}

/** The words of segments whose words have no timestamps. Only the start of each segment is known. */
export function wordsOfSegments(segments: readonly Segment[]): SpokenWord[] {
  return segments.flatMap((segment, index) => {
    const next = segments[index + 1];
    return wordsOfSegment(segment, next?.speaker === segment.speaker ? next : undefined);
  });
}

/**
 * As if the segment were spoken evenly, with pauses at its marks, but no slower than people speak.
 *
 * @param next the speaker's next segment; one that begins before this one has ended shows that the end is wrong
 */
function wordsOfSegment({ start, end, text, speaker }: Segment, next: Segment | undefined): SpokenWord[] {
  const pieces = piecesOf(text);
  const nextStart = next?.start ?? Infinity;
  const isContiguous = Math.abs(nextStart - end) < contiguousSeconds;
  const [from, lengths]: [number[], number[]] = [[], []];
  let units = 0;
  for (const [index, piece] of pieces.entries()) {
    const following = pieces[index + 1];
    const length = unitsOf(piece.text);
    from.push(units);
    lengths.push(length);
    units += length;
    if (following !== undefined || isContiguous) units += pauseAfter(piece.text, following);
  }
  const fastest = spokenLetters(text.trim()) / fastestLettersPerSecond;
  const cut = nextStart > start ? Math.max(nextStart - start, fastest) : Infinity;
  const lasts = Math.min(end - start, units / slowestLettersPerSecond, cut);
  const perUnit = lasts / Math.max(1, units);
  return pieces.map((piece, index): SpokenWord => {
    const begins = start + (from[index] ?? 0) * perUnit;
    const isLast = index + 1 === pieces.length;
    return {
      text: piece.text,
      start: begins,
      // The pause after the last word may be shorter than estimated: rather a cue that stays than one that leaves early.
      end: isLast ? start + lasts : begins + (lengths[index] ?? 0) * perUnit,
      ...(speaker === undefined ? {} : { speaker }),
      ...(piece.joined && { joined: true }),
      isEstimated: index > 0,
      ...(isLast && { endsSegment: true }),
    };
  });
}

function piecesOf(text: string): Piece[] {
  return Array.from(text.matchAll(/[\S\u00a0\u202f]+/g), ([word]) =>
    onlyLetters.test(word)
      ? [{ text: word, joined: false }]
      : word.split(afterWideMark).map((piece, index) => ({ text: piece, joined: index > 0 })),
  ).flat();
}

/** How long a word takes to say, in letters. */
function unitsOf(word: string): number {
  const letters = spokenLetters(word);
  if (onlyLetters.test(word)) return letters;
  return letters + (word.match(digit)?.length ?? 0) * (lettersPerDigit - 1);
}

/** The time between two words, in letters; without marks, that of a space. */
function pauseAfter(word: string, next: Piece | undefined): number {
  const space = next === undefined || next.joined ? 0 : 1;
  if (endsInLetter.test(word)) return space;
  if (endsSentence(word, next?.text)) return space + sentencePause;
  return space + (endsClause(word) ? clausePause : 0);
}
