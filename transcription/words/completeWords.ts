import { toMilliseconds } from '../milliseconds';
import type { Segment, Word } from '../transcript';
import { slowestLettersPerSecond, spokenLetters } from './pace';
import { timedWords, type TimedWord } from './timedWords';

/** Ten hours at three segments a second. More can't be speech and would only cost memory. */
const mostSegments = 100_000;

/**
 * Adds words for the segments that the provider sent none for. The first of them starts with its segment and the last
 * one ends with it, or as soon as slow speakers are through; the timestamps in between stay absent.
 *
 * @param words in spoken order
 * @param segments the same speech, in the same order
 * @returns the words unchanged if they cover the segments
 */
export function completeWords(words: readonly Word[], segments: readonly Segment[]): Word[] {
  const timed = timedWords(words);
  if (timed === undefined || timed.length === 0 || segments.length > mostSegments) return [...words];
  const wanted = segments.map(({ text }) => lettersOf(text).length);
  const said = lettersSaid(timed, segments);
  const silent = segments.filter((_, index) => isSilent(index, wanted, said));
  const missing = sum(wanted) - sum(said);
  const added = silent.reduce((count, { text }) => count + lettersOf(text).length, 0);
  // If the words cover nearly everything, it is only their timestamps that disagree with the segments.
  if (added === 0 || added > missing * 2) return [...words];
  return merged(words, timed, silent);
}

const middle = ({ start, end }: { start: number; end: number }): number => (start + end) / 2;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Lower-cased and without marks, since words come with fewer marks than the text. */
const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, '');

/** Whisper times words and segments by different methods, whose results differ by less than a second. */
const slackSeconds = 1;

/** Letters that the text may have between two words found in it. */
const slackLetters = 60;

/** @returns the letters that the words cover of each segment: the one with their text, or else the one at their time */
function lettersSaid(words: readonly TimedWord[], segments: readonly Segment[]): number[] {
  const texts = segments.map(({ text }) => lettersOf(text));
  const counts = segments.map(() => 0);
  const last = segments.length - 1;
  let at = 0;
  /** How many letters of the current segment's text are covered. */
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

/** Surplus words of the neighbouring segments may belong to this one, with timestamps slightly off. */
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
  const through = Math.min(end, toMilliseconds(start + spokenLetters(text.trim()) / slowestLettersPerSecond));
  return texts.map((word, index) => ({
    ...(index === 0 ? { start } : {}),
    ...(index === texts.length - 1 ? { end: through } : {}),
    text: word,
    ...(speaker === undefined ? {} : { speaker }),
  }));
}
