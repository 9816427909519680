import { endsClause, endsSentence } from '../segments/sentenceEnd';
import { hasSpacelessScript } from '../text/scripts';
import type { Atom } from './atoms';

/** A label is separated from its speech only if there is no other place to break. */
const afterLabel = 100;

/**
 * Whether the text reads better with the word after it: articles, prepositions and conjunctions (short in most
 * languages), numbers, and abbreviations such as "Dr.", whose dot does not end a sentence.
 */
function holdsOn(text: string): boolean {
  return shortWord.test(text) || numberOrDot.test(text.slice(-1));
}

const shortWord = /^\p{L}{1,3}$/u;
const numberOrDot = /[\p{Nd}.]/u;

/** Endings and particles stay with the word before: all hiragana in Japanese, a handful of characters in Chinese. */
const suffix = /^(?:\p{sc=Hira}|[ๆໆ]|[的了着过们地得吗呢吧啊]\p{P}*$)/u;

/** The start of Thai, the first script with such suffixes. */
const firstWithSuffixes = 0x0e00;

function isSuffix(text: string): boolean {
  return text.charCodeAt(0) >= firstWithSuffixes && suffix.test(text);
}

/** The fast path: most words end in a letter or a digit. */
const endsInLetter = /[a-zа-я\d]$/i;

/** The shortest silence heard as a pause. */
const pauseMs = 500;

/**
 * The cost of making a reader stop after an atom: from 0 at the end of a sentence to 3 inside a phrase, and more
 * inside what is almost a word.
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

/** In Thai and related scripts a space works as a comma, except after a title and before the repetition mark "ๆ". */
function isPhraseSpace({ text }: Atom, next: Atom): boolean {
  if (!next.spaced || text.endsWith('.') || isSuffix(next.text)) return false;
  return hasSpacelessScript(text) && hasSpacelessScript(next.text);
}
