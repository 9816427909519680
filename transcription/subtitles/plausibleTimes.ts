import { isPlainWord } from '../text/graphemes';
import { endsSentence } from '../segments/sentenceEnd';
import { spokenLetters, fastestLettersPerSecond, usualLettersPerSecond } from '../words/pace';
import { timedWords, type TimedWord } from '../words/timedWords';
import { noticedSeconds, withRoom } from './crowdedWords';
import { doubtfulTimes } from './doubtfulTimes';
import { inTurns } from './inTurns';

/** A drawn-out "so" lasts this long; a longer word has silence in it. */
const longestWordSeconds = 3;
const longestLetterSeconds = 0.3;

/** A word that ends so shortly before the next one belongs to it, and not to the silence before. */
const closeSeconds = 0.3;

/**
 * Makes times plausible that a cue could not be made of: out of order, far off, behind the end of the recording, or
 * many words at one instant. Words with plausible times keep them. Each speaker's words keep their order; speakers
 * who talk at once take turns.
 *
 * @param said words in spoken order
 * @param durationSeconds the length of the recording; ignored if most words begin after it
 * @returns the same words, so timed that each speaker's are in order
 */
export function plausibleTimes<Said extends TimedWord>(
  said: readonly Said[],
  durationSeconds: number | undefined,
): readonly Said[] {
  const latest = endOfRecording(said, durationSeconds);
  if (arePlausible(said, latest)) return inTurns(said);
  const places = new Map<string | undefined, number[]>();
  for (const [index, { speaker }] of said.entries()) {
    const ofSpeaker = places.get(speaker);
    if (ofSpeaker) ofSpeaker.push(index);
    else places.set(speaker, [index]);
  }
  const timed = [...said];
  for (const ofSpeaker of places.values()) {
    const words = ofSpeaker.flatMap((place) => said[place] ?? []);
    for (const [index, word] of believable(words, latest).entries()) timed[ofSpeaker[index] ?? 0] = word;
  }
  return inTurns(timed);
}

/** The fast path for most transcripts: one look at each word, and no copies. */
function arePlausible(said: readonly TimedWord[], latest: number): boolean {
  const speakers = new Map<string | undefined, { start: number; late: number; letters: number }>();
  for (const { text, start, end, speaker } of said) {
    if (start >= latest || end > latest || end - start > longestWordSeconds) return false;
    // More than `spokenLetters` ever counts, which takes longer to find out.
    const letters = 1 + (isPlainWord(text) ? text.length : text.length * 2.5);
    const before = speakers.get(speaker);
    if (before === undefined) {
      speakers.set(speaker, { start, late: 0, letters });
      continue;
    }
    const passed = start - before.start;
    const late = before.late + before.letters / fastestLettersPerSecond - passed;
    if (passed < 0 || late > noticedSeconds) return false;
    before.start = start;
    before.late = Math.max(0, late);
    before.letters = letters;
  }
  return true;
}

function endOfRecording(said: readonly TimedWord[], durationSeconds = 0): number {
  if (!(durationSeconds > 0)) return Infinity;
  const behind = said.reduce((count, { start }) => (start >= durationSeconds ? count + 1 : count), 0);
  return behind * 2 > said.length ? Infinity : durationSeconds;
}

/** One speaker's words with times that can be believed. */
function believable<Said extends TimedWord>(words: readonly Said[], latest: number): readonly Said[] {
  const doubtful = doubtfulTimes(
    words.map(({ start }) => start),
    latest,
  );
  const timed = doubtful ? withoutDoubtful(words, doubtful) : words;
  return withRoom(
    timed.map((word, index) => notTooLong(word, timed[index - 1], timed[index + 1], latest)),
    latest,
  );
}

/** Places doubtful words between their neighbours, as if they had no times. */
function withoutDoubtful<Said extends TimedWord>(
  words: readonly Said[],
  doubtful: readonly boolean[],
): Said[] {
  const known = words.map((word, index) => {
    const { start, end, ...rest } = word;
    return doubtful[index] ? rest : { ...rest, start, end };
  });
  const timed = timedWords(known);
  return words.map((word, index) => {
    const { start, end } = timed?.[index] ?? { start: 0, end: 0 };
    return { ...word, start, end };
  });
}

/** Keeps a word from lasting through a silence: from its start, unless it leads up to the next word. */
function notTooLong<Said extends TimedWord>(
  word: Said,
  before: Said | undefined,
  next: Said | undefined,
  latest: number,
): Said {
  const end = Math.min(word.end, latest);
  const longest = Math.max(longestWordSeconds, word.text.length * longestLetterSeconds);
  if (end - word.start <= longest)
    return end === word.end ? word : { ...word, end: Math.max(end, word.start) };
  const usual = spokenLetters(word.text) / usualLettersPerSecond;
  const begins = before === undefined || word.start - before.end > closeSeconds;
  const leads = next !== undefined && Math.abs(next.start - end) < closeSeconds;
  if (begins && leads && !endsSentence(word.text, next.text)) return { ...word, start: end - usual };
  return { ...word, end: word.start + usual };
}
