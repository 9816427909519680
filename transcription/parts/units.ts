import { hasSpacelessScript } from '../text/scripts';
import type { SaidWord } from './saidWords';

/** The smallest thing by which two parts are compared: a word, or a letter of a script without spaces. */
export interface Unit {
  /** Its letters without capitals and marks. Never empty. */
  key: string;
  /** As spelt. */
  text: string;
  /** The index of its word. */
  word: number;
  /** Whether its word begins with it, so that a cut may fall before it. */
  startsWord: boolean;
  start?: number;
  end?: number;
  speaker?: string;
}

/**
 * The units of the words from one index to another. Recognizers divide scripts without spaces as they like, so these
 * are compared letter by letter. A word that consists only of marks has none.
 */
export function unitsOf(words: readonly SaidWord[], from: number, to: number): Unit[] {
  const units: Unit[] = [];
  for (let index = from; index < to; index++) {
    const word = words[index];
    const key = word ? keyOf(word.text) : '';
    if (word === undefined || key === '') continue;
    if (hasSpacelessScript(key)) units.push(...letterUnits(word, index, key));
    else units.push({ ...word, key, word: index, startsWord: true });
  }
  return units;
}

function letterUnits(word: SaidWord, index: number, key: string): Unit[] {
  const letters = Array.from(key);
  const { start, end } = word;
  const timeOf = (letter: number) =>
    start === undefined || end === undefined ? undefined : start + ((end - start) * letter) / letters.length;
  return letters.map((letter, place) => {
    const [from, until] = [timeOf(place), timeOf(place + 1)];
    return {
      key: letter,
      text: letter,
      word: index,
      startsWord: place === 0,
      ...(from === undefined || until === undefined ? {} : { start: from, end: until }),
      ...(word.speaker === undefined ? {} : { speaker: word.speaker }),
    };
  });
}

const keyOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '');

/** The middle of a unit's time; undefined without one. */
export function middleOf({ start, end }: Pick<Unit, 'start' | 'end'>): number | undefined {
  return start === undefined || end === undefined ? undefined : (start + end) / 2;
}

/** How many words a unit counts for: what a cut garbles is a word, or several letters of a script without spaces. */
export const weightOf = ({ key }: Unit): number => (key.length === 1 ? 0.4 : 1);

/** Below that, two short words are similar by chance. */
const fewestLetters = 4;
const commonShare = 0.6;

/** Whether two keys may be spellings of one word: "color" and "colour", "walk" and "walked". */
export function isSimilar(one: string, other: string): boolean {
  const longest = Math.max(one.length, other.length);
  const shortest = Math.min(one.length, other.length);
  if (shortest < fewestLetters || shortest < longest * commonShare) return false;
  // The fast path: most words have nothing in common.
  const [last, otherLast] = [one.charCodeAt(one.length - 1), other.charCodeAt(other.length - 1)];
  if (one.charCodeAt(0) !== other.charCodeAt(0) && last !== otherLast) return false;
  let before = 0;
  while (before < shortest && one.charCodeAt(before) === other.charCodeAt(before)) before++;
  let behind = 0;
  const left = shortest - before;
  while (
    behind < left &&
    one.charCodeAt(one.length - 1 - behind) === other.charCodeAt(other.length - 1 - behind)
  )
    behind++;
  return before + behind >= longest * commonShare;
}
