import { endsClause, endsSentence } from '../segments/sentenceEnd';
import { hasSpacelessScript } from '../text/scripts';
import type { Atom } from './atoms';

/** A label never stands apart from what is said, as long as there is any other place. */
const afterLabel = 100;

/**
 * What reads better with the word that follows: articles, prepositions and conjunctions, which are short in most
 * languages, numbers, and abbreviations such as "Dr.", whose dot ends nothing.
 */
function holdsOn(text: string): boolean {
  return shortWord.test(text) || numberOrDot.test(text.slice(-1));
}

const shortWord = /^\p{L}{1,3}$/u;
const numberOrDot = /[\p{Nd}.]/u;

/** Endings and particles follow what they belong to: in Japanese all hiragana, in Chinese a handful of characters. */
const suffix = /^(?:\p{sc=Hira}|[ๆໆ]|[的了着过们地得吗呢吧啊]\p{P}*$)/u;

/** Thai, the first script that has such. */
const firstWithSuffixes = 0x0e00;

function isSuffix(text: string): boolean {
  return text.charCodeAt(0) >= firstWithSuffixes && suffix.test(text);
}

/** Most words end in a letter, and need no closer look. */
const endsInLetter = /[a-zа-я\d]$/i;

/** A silence that is heard as one, in milliseconds. */
const pauseMs = 500;

/**
 * How much is lost when a reader has to stop after an atom, from 0 at the end of a sentence to 3 in the midst
 * of a phrase, and more within what is almost a word.
 */
export function breakCost(atom: Atom, next: Atom | undefined): number {
  if (atom.isLabel) return afterLabel;
  if (next === undefined) return 0;
  const marked = !endsInLetter.test(atom.text);
  if (marked && endsSentence(atom.text, next.text)) return 0;
  const pause = Math.min(1, Math.max(0, next.startMs - atom.endMs) / pauseMs);
  const clause = atom.endsSegment || (marked && (endsClause(atom.text) || isPhraseSpace(atom, next)));
  if (clause) return 0.8 - 0.4 * pause;
  const withNext = holdsOn(atom.text) && (next.spaced || !hasSpacelessScript(atom.text));
  return (withNext ? 3.2 : 2.5) + (isSuffix(next.text) ? 1.5 : 0) - 1.5 * pause;
}

/** In Thai and its neighbours a space is what a comma is elsewhere, but behind a title and before "again". */
function isPhraseSpace({ text }: Atom, next: Atom): boolean {
  if (!next.spaced || text.endsWith('.') || isSuffix(next.text)) return false;
  return hasSpacelessScript(text) && hasSpacelessScript(next.text);
}
