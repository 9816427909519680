import { endsClause, endsSentence } from '../segments/sentenceEnd';
import { hasSpacelessScript } from '../text/scripts';
import { isBackchannel } from './backchannels';

/** A word or a segment. */
interface Said {
  start?: number;
  end?: number;
  text: string;
  speaker?: string;
  joined?: true;
}

/** Breathing pauses within a sentence are usually shorter, and somebody else needs longer to take the turn. */
const longestPauseSeconds = 0.3;

/** Words that two people say at the same time are said by two people. */
const longestOverlapSeconds = 0.05;

/** Scripts without spaces write a whole clause like one word. */
const longestSpacelessWord = 2;

/** How far the end of the sentence is looked for. Without one, nobody knows where sentences begin and end. */
const mostToSentenceEnd = 60;

/**
 * Gives each single word that flips the speaker within a sentence to whoever says the rest of it: recognizers sometimes
 * hear another voice in one word. A word that may be an answer or an interjection stays: one between marks, after a
 * pause, or one that listeners say, such as "mhm".
 *
 * @param said words or segments, in spoken order
 * @param language as in a transcript
 * @returns the same list if there is nothing to correct
 */
export function withoutFlips<Entry extends Said>(said: Entry[], language: string | undefined): Entry[] {
  let result: Entry[] | undefined;
  for (let from = 0, to; from < said.length; from = to) {
    to = runEnd(said, from);
    const before = (result ?? said)[from - 1];
    const speaker = before?.speaker;
    if (before === undefined || speaker === undefined || said[to]?.speaker !== speaker) continue;
    if (said[from]?.speaker === undefined || !isFlip(said, { before, from, to, language })) continue;
    result ??= [...said];
    for (let index = from; index < to; index++) {
      const entry = said[index];
      if (entry) result[index] = { ...entry, speaker };
    }
  }
  return result ?? said;
}

/** @returns the index after one speaker's last entry in a row */
function runEnd(said: readonly Said[], from: number): number {
  let to = from + 1;
  while (to < said.length && said[to]?.speaker === said[from]?.speaker) to++;
  return to;
}

interface Place {
  before: Said;
  from: number;
  to: number;
  language: string | undefined;
}

function isFlip(said: readonly Said[], { before, from, to, language }: Place): boolean {
  const [first, last, after] = [said[from], said[to - 1], said[to]];
  if (first === undefined || last === undefined || after === undefined) return false;
  if (!follows(before, first) || !follows(last, after)) return false;
  const text = wordOf(said.slice(from, to));
  if (text === undefined || isBackchannel(text, language)) return false;
  if (endsSentence(before.text, text) || endsSentence(text, undefined)) return false;
  if (endsClause(before.text) && endsClause(text)) return false;
  return sentenceEnds(said, to);
}

function follows({ end = NaN }: Said, { start = NaN }: Said): boolean {
  return start - end <= longestPauseSeconds && start - end >= -longestOverlapSeconds;
}

/** @returns what a run says if that is a single word */
function wordOf([first, ...others]: readonly Said[]): string | undefined {
  if (first === undefined || others.some(({ joined }) => !joined)) return undefined;
  const text = [first, ...others]
    .map((entry) => entry.text)
    .join('')
    .trim();
  if (/\s/.test(text) || !/\p{L}/u.test(text)) return undefined;
  return hasSpacelessScript(text) && text.length > longestSpacelessWord ? undefined : text;
}

function sentenceEnds(said: readonly Said[], from: number): boolean {
  for (let index = from; index < Math.min(said.length, from + mostToSentenceEnd); index++) {
    if (endsSentence(said[index]?.text ?? '', said[index + 1]?.text)) return true;
  }
  return false;
}
