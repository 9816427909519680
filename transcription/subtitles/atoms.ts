import { staysWithBefore, unbreakablePieces } from '../text/breakPlaces';
import { columns, isPlainWord } from '../text/graphemes';
import { breakingSpaces } from '../text/spaces';
import { endsSentence } from '../segments/sentenceEnd';
import type { TimedWord } from '../words/timedWords';
import type { SpokenWord } from './spokenWord';

/** The smallest unit of layout: a word or, in scripts without spaces, a piece that a line may break around. */
export interface Atom {
  text: string;
  columns: number;
  /** Whether a space precedes it, unless it begins a line. */
  spaced: boolean;
  startMs: number;
  endMs: number;
  speaker: string | undefined;
  /** The speaker's name, shown before the speech. */
  isLabel: boolean;
  /** Whether the provider ended a segment after it. */
  endsSegment: boolean;
  /** Whether its start is a guess. */
  isEstimated: boolean;
}

/** Longer than any sentence. A whole recording as one run would be slow to split. */
const longestRun = 200;

/**
 * Splits spoken words into atoms that can be laid out freely.
 *
 * @param mostColumns the width of a line
 */
export function atomsOf(spoken: readonly SpokenWord[], mostColumns: number): Atom[] {
  const atoms: Atom[] = [];
  for (let first = 0, next; first < spoken.length; first = next) {
    next = runEnd(spoken, first);
    const word = spoken[first];
    const alone = next === first + 1 && word !== undefined ? plainWord(word, mostColumns) : undefined;
    if (alone) atoms.push(alone);
    else atomsOfRun(spoken.slice(first, next), mostColumns, atoms);
  }
  return atoms;
}

/** Words joined without a space form one text, whose break places need not be those between the words. */
function runEnd(spoken: readonly SpokenWord[], first: number): number {
  const speaker = spoken[first]?.speaker;
  let end = first + 1;
  for (let word = spoken[end]; word?.joined && word.speaker === speaker; word = spoken[++end]) {
    const before = spoken[end - 1]?.text ?? '';
    const long = end - first >= longestRun || endsSentence(before, word.text);
    if (long && !staysWithBefore(word.text)) break;
  }
  return end;
}

/** The fast path for most words, which can't be split. */
function plainWord(
  { text, start, end, speaker, joined, endsSegment, isEstimated }: SpokenWord,
  mostColumns: number,
): Atom | undefined {
  if (!isPlainWord(text) || text.length > mostColumns) return undefined;
  return {
    text,
    columns: text.length,
    spaced: !joined,
    startMs: milliseconds(start),
    endMs: milliseconds(end),
    speaker,
    isLabel: false,
    endsSegment: endsSegment === true,
    isEstimated: isEstimated === true,
  };
}

function atomsOfRun(run: readonly SpokenWord[], mostColumns: number, atoms: Atom[]): void {
  const [first] = run;
  if (first === undefined) return;
  const text = run.map((word) => word.text).join('');
  const timeOf = timesWithin(run);
  const ofSegment = run.some(({ isEstimated }) => isEstimated !== undefined);
  let offset = 0;
  for (const part of text.split(breakingSpaces)) {
    const isSpace = part.trim() === '';
    const pieces = isSpace ? [] : unbreakablePieces(part, mostColumns);
    for (const [place, piece] of pieces.entries()) {
      const last = offset + piece.length - 1;
      atoms.push({
        text: piece,
        columns: columns(piece),
        spaced: place === 0 && (offset > 0 || !first.joined),
        startMs: timeOf(offset, 0),
        endMs: timeOf(last, 1),
        speaker: first.speaker,
        isLabel: false,
        endsSegment: false,
        isEstimated: offset === 0 ? first.isEstimated === true : ofSegment,
      });
      offset = last + 1;
    }
    if (isSpace) offset += part.length;
  }
  const last = atoms[atoms.length - 1];
  if (last && run[run.length - 1]?.endsSegment) last.endsSegment = true;
}

/**
 * @returns the time at a character of the joined text (`done` 0) or after it (1), as if each word were spoken
 *   evenly; call it from left to right only
 */
function timesWithin(run: readonly TimedWord[]): (character: number, done: 0 | 1) => number {
  let index = 0;
  let begin = 0;
  return (character, done) => {
    let word = run[index];
    while (word !== undefined && character >= begin + word.text.length) {
      begin += word.text.length;
      word = run[++index];
    }
    if (word === undefined) return milliseconds(run[run.length - 1]?.end ?? 0);
    const part = (character + done - begin) / word.text.length;
    return milliseconds(word.start + (word.end - word.start) * part);
  };
}

function milliseconds(seconds: number): number {
  return Math.max(0, Math.round(seconds * 1000));
}
