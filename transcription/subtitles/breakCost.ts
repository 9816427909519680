import { isTitle } from '../segments/abbreviations';
import { endsClause, endsSentence } from '../segments/sentenceEnd';
import { continuesPhrase, endsPhrase, leadsOn, partsPhrases } from '../text/attached';
import { isFunctionWord } from '../text/functionWords';
import { hasSpacelessScript } from '../text/scripts';
import type { Atom } from './atoms';

/** A label is separated from its speech only if there is no other place to break. */
const afterLabel = 100;

/**
 * How much better the text reads with the word after it. Function words, numbers with their unit and abbreviations such
 * as "Dr.", whose dot does not end a sentence, lean on it. So do most other short words, in languages without a list.
 */
function leaning(text: string): number {
  if (isFunctionWord(text) || numberOrDot.test(text.slice(-1))) return 1.5;
  return shortWord.test(text) ? 0.5 : 0;
}

const shortWord = /^\p{L}{1,3}$/u;
/** A number, an abbreviation, or a sign that belongs to the number after it. */
const numberOrDot = /[\p{Nd}.§№#\p{Sc}&]/u;

/** Names are capitalized words in a row, or a title and a name: "prof.ssa Conti". */
function isWithinName(text: string, next: string): boolean {
  if (!beginsWithCapital(next)) return false;
  return (beginsWithCapital(text) && capitalized.test(text)) || isTitle(text);
}

const capitalized = /^\p{Lu}\p{L}*\.?$/u;
const withinName = 1.5;

/** The fast path: the cheapest test that small letters of most alphabets fail. */
function beginsWithCapital(text: string): boolean {
  const first = text.charAt(0);
  return first !== first.toLowerCase();
}

/** The fast path: most words end in a letter or a digit. */
const endsInLetter = /[a-zа-я\d]$/i;

/** The shortest silence heard as a pause. */
const pauseMs = 500;

/**
 * The cost of making a reader stop after an atom, at the end of a cue: from 0 at the end of a sentence to 4 inside a
 * phrase, and more inside what is almost a word. A pause makes it cheaper.
 */
export function breakCost(atom: Atom, next: Atom | undefined): number {
  const cost = costOfWords(atom, next);
  if (cost === 0 || cost === afterLabel || next === undefined) return cost;
  const pause = Math.min(1, Math.max(0, next.startMs - atom.endMs) / pauseMs);
  if (cost <= afterClause) return cost - 0.4 * pause;
  // Hesitation is no reason to part a name or to end with "the".
  return cost - (cost > withinPhrase + 1 ? 0.7 : 1.5) * pause;
}

/**
 * The same for the end of a line within a cue, which the eye crosses without waiting: only the words count. In scripts
 * without spaces and often without marks, a pause is what shows where a phrase ends.
 */
export function lineBreakCost(atom: Atom, next: Atom | undefined): number {
  if (hasSpacelessScript(atom.text)) return breakCost(atom, next);
  const cost = costOfWords(atom, next);
  return cost === withinPhrase && isFunctionWord(next?.text ?? '') ? cost - beforePhrase : cost;
}

function costOfWords(atom: Atom, next: Atom | undefined): number {
  if (atom.isLabel) return afterLabel;
  if (next === undefined) return 0;
  const marked = !endsInLetter.test(atom.text);
  if (marked && endsSentence(atom.text, next.text)) return 0;
  if (marked && (endsClause(atom.text) || isPhraseSpace(atom, next))) return afterClause;
  const spaceless = hasSpacelessScript(atom.text);
  return (
    // Most segments end with a phrase, but some end with "the".
    (atom.endsSegment ? afterClause : withinPhrase) +
    (next.spaced || !spaceless ? leaning(atom.text) : 0) +
    (isWithinName(atom.text, next.text) ? withinName : 0) +
    (!spaceless && startsWithDigit.test(next.text) ? beforeNumber : 0) +
    attachment(atom.text, next.text)
  );
}

/** How much closer than other words two words are in Asian scripts. */
function attachment(text: string, next: string): number {
  if (endsPhrase(next)) return beforeEnding;
  if (continuesPhrase(next)) return 1.5;
  if (leadsOn(text)) return 1;
  return partsPhrases(text, next) ? -beforePhrase : 0;
}

/** Two short cues are better than a line that begins with a particle. */
const beforeEnding = 20;

const afterClause = 0.8;
const withinPhrase = 2.5;
/** A function word begins a new phrase. */
const beforePhrase = 0.5;
/** "page 12", "May 6". */
const beforeNumber = 1;
const startsWithDigit = /^\p{Nd}/u;

/**
 * In Thai and related scripts a space works as a comma, except after a title and before a particle or the repetition mark
 * "ๆ".
 */
function isPhraseSpace({ text }: Atom, next: Atom): boolean {
  if (!next.spaced || text.endsWith('.') || endsPhrase(next.text)) return false;
  return hasSpacelessScript(text) && hasSpacelessScript(next.text);
}
