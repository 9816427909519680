/* Marks are recognised by their Unicode properties, so no language needs its own list. */
import { type AbbreviationKind, abbreviationKind } from './abbreviations';
import { startsSentence } from './sentenceStarters';

const closing = String.raw`[\p{Pe}\p{Pf}\p{Quotation_Mark}]*`;
/** Unicode does not list the ellipsis as a Sentence_Terminal, nor the Greek question mark. */
const sentenceMark = new RegExp(
  String.raw`(?<![\p{Sentence_Terminal}…\u037e])((?:[\p{Sentence_Terminal}…\u037e]|;(?<=\p{sc=Grek}[\u0300-\u036f]*;))+)(${closing})$`,
  'u',
);
const clauseMark = new RegExp(String.raw`(?:[\p{Terminal_Punctuation}…–—―]|(?:^|\s)-)${closing}$`, 'u');
/** Unicode counts Georgian letters as small, but sentences begin with them as well. */
const lowerCaseStart = /^[\p{P}\p{S}]*(?!\p{sc=Geor})\p{Ll}/u;
/** The fast path: most words do not end in a mark. */
const someMark = /\p{P}$/u;
/** Only a handful of marks end a word; the bound keeps the search from scanning a long run of dots. */
const tailLength = 16;

/**
 * Whether a sentence ends with this word.
 *
 * A dot may belong to an abbreviation, a date or an ordinal number. In doubt the sentence goes on: two sentences in
 * one segment read better than one that breaks after "Dr.".
 *
 * @param text the word with its punctuation, or a text that ends with it
 * @param next the next word, or a text that begins with it; undefined at the end, where every mark ends the sentence
 */
export function endsSentence(text: string, next: string | undefined): boolean {
  if (!someMark.test(text.slice(-2))) return false;
  const [, marks, quotes] = sentenceMark.exec(text.slice(-tailLength)) ?? [];
  if (marks === undefined) return false;
  if (next === undefined) return true;
  const goesOn = lowerCaseStart.test(next);
  if (marks === '.') return !goesOn && !(quotes === '' && isWithin(text, next));
  if (/^[.…]+$/.test(marks)) return !goesOn;
  // "Really?" he asked.
  return !(goesOn && quotes);
}

/** Whether a clause or a sentence ends with this word, which makes it the place for an unavoidable break. */
export function endsClause(text: string): boolean {
  const tail = text.slice(-tailLength);
  if (!clauseMark.test(tail)) return false;
  const kind = text.endsWith('.') ? kindOf(text) : undefined;
  return kind === undefined || kind === 'final';
}

/** A number, a Roman numeral or another abbreviation ("Tue. Sept. 4"). */
const numberStart = /^[\p{P}\p{S}]*(?:\p{Nd}|[IVXLC]+(?![\p{L}'’]))/u;
/** "z. B.", "a. C.", "EE. UU.": one short piece with a dot after another. */
const letterPiece = /(?:^|\s)\p{L}\.$/u;
const shortPiece = /^\p{Lu}?\p{L}\.\p{P}*$/u;

/** Whether the dot belongs to an abbreviation or number with which the sentence does not end. */
function isWithin(text: string, next: string): boolean {
  const kind = kindOf(text);
  if (kind === 'before') return true;
  const following = firstWord.exec(next.slice(0, tailLength + 1))?.[0] ?? '';
  if (letterPiece.test(text.slice(-3)) && shortPiece.test(following)) return true;
  if (kind === undefined || kind === 'final') return false;
  if (kind !== 'beforeNumber') return !startsSentence(following, kind === 'title');
  return numberStart.test(following) || (following.endsWith('.') && kindOf(following) !== undefined);
}

const firstWord = /^\S+/;
const lastWord = /(?<!\S)\S+$/;

/** Marks, and an article without its vowel: "l'ing.". */
const beforeWord = /^[\p{P}\p{S}]*(?:\p{L}{1,2}['’])?/u;

/** What kind of abbreviation the last word with its final dot is. */
function kindOf(text: string): AbbreviationKind | undefined {
  const word = lastWord.exec(text.slice(-tailLength - 1))?.[0] ?? '';
  return word.length > tailLength ? undefined : abbreviationKind(word.slice(0, -1).replace(beforeWord, ''));
}
