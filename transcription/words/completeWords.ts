import type { Segment, Word } from '../transcript';
import { timedWords, type TimedWord } from './timedWords';

/** Ten hours, three segments a second. More is no speech, and would cost memory for nothing. */
const mostSegments = 100_000;

/**
 * Adds the words of those segments for which a provider has sent none. The first of them starts and the last one ends
 * with the segment; the times between are not known.
 *
 * @param words in the order in which they are said
 * @param segments the same speech, in the same order
 * @returns the words as they are where they say all that the segments say
 */
export function completeWords(words: readonly Word[], segments: readonly Segment[]): Word[] {
  const timed = timedWords(words);
  if (timed === undefined || timed.length === 0 || segments.length > mostSegments) return [...words];
  const wanted = segments.map(({ text }) => lettersOf(text).length);
  const said = lettersSaid(timed, segments);
  const silent = segments.filter((_, index) => isSilent(index, wanted, said));
  const missing = sum(wanted) - sum(said);
  const added = silent.reduce((count, { text }) => count + lettersOf(text).length, 0);
  // Where the words say nearly all, it is their times that disagree with those of the segments.
  if (added === 0 || added > missing * 2) return [...words];
  return merged(words, timed, silent);
}

const middle = ({ start, end }: { start: number; end: number }): number => (start + end) / 2;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** In one case, and without marks, of which words have fewer than the text. */
const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, '');

/** Whisper finds the times of words and of segments in two ways, which differ by less than a second. */
const slackSeconds = 1;

/** Letters of a text that may be between two words that are in it. */
const slackLetters = 60;

/** @returns how many letters the words say of each segment: of the one whose text they are, else of the one at their time */
function lettersSaid(words: readonly TimedWord[], segments: readonly Segment[]): number[] {
  const texts = segments.map(({ text }) => lettersOf(text));
  const counts = segments.map(() => 0);
  const last = segments.length - 1;
  let at = 0;
  /** Up to where the segment's text is said. */
  let done = 0;
  const goTo = (place: number) => {
    at = place;
    done = 0;
  };
  for (const word of words) {
    const letters = lettersOf(word.text);
    const time = middle(word);
    if (at < last && done >= (texts[at]?.length ?? 0)) goTo(at + 1);
    if (!goesOnWith(letters, time)) {
      let place = at;
      while (place < last && (segments[place]?.end ?? 0) <= time) place += 1;
      if (place !== at) goTo(place);
    }
    const found = texts[at]?.slice(done, done + slackLetters + letters.length).indexOf(letters) ?? -1;
    if (found >= 0) done += found + letters.length;
    counts[at] = (counts[at] ?? 0) + letters.length;
  }
  return counts;

  function goesOnWith(letters: string, time: number): boolean {
    const { start = 0, end = 0 } = segments[at] ?? {};
    const isNear = time >= start - slackSeconds && time <= end + slackSeconds;
    return isNear && texts[at]?.startsWith(letters, done) === true;
  }
}

/** The words next to a segment may be its own, with times that are somewhat off. */
function isSilent(index: number, wanted: readonly number[], said: readonly number[]): boolean {
  const surplus = (other: number) => Math.max(0, (said[other] ?? 0) - (wanted[other] ?? 0));
  const own = (said[index] ?? 0) + surplus(index - 1) + surplus(index + 1);
  return own * 2 < (wanted[index] ?? 0);
}

function merged(words: readonly Word[], timed: readonly TimedWord[], silent: readonly Segment[]): Word[] {
  const result: Word[] = [];
  let place = 0;
  for (const segment of silent) {
    for (let word = timed[place]; word && middle(word) < middle(segment); word = timed[place]) {
      result.push(words[place] ?? word);
      place += 1;
    }
    for (const word of wordsOf(segment)) result.push(word);
  }
  return result.concat(words.slice(place));
}

function wordsOf({ start, end, text, speaker }: Segment): Word[] {
  const texts = text.split(/[^\S\u00a0\u202f]+/).filter((word) => word !== '');
  return texts.map((word, index) => ({
    ...(index === 0 ? { start } : {}),
    ...(index === texts.length - 1 ? { end } : {}),
    text: word,
    ...(speaker === undefined ? {} : { speaker }),
  }));
}
