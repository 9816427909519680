/* Marks are recognised by their Unicode properties, so no language needs its own list. */

const closing = String.raw`[\p{Pe}\p{Pf}\p{Quotation_Mark}]*`;
/** Unicode does not list the ellipsis as a Sentence_Terminal. */
const sentenceMark = new RegExp(String.raw`([\p{Sentence_Terminal}…]+)(${closing})$`, 'u');
const clauseMark = new RegExp(String.raw`(?:[\p{Terminal_Punctuation}…–—―]|(?:^|\s)-)${closing}$`, 'u');
const lowerCaseStart = /^[\p{P}\p{S}]*\p{Ll}/u;
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
 * @param text the word with its punctuation
 * @param next the next word; undefined at the end, where every mark ends the sentence
 */
export function endsSentence(text: string, next: string | undefined): boolean {
  if (!someMark.test(text.slice(-2))) return false;
  const [, marks, quotes] = sentenceMark.exec(text.slice(-tailLength)) ?? [];
  if (marks === undefined) return false;
  if (next === undefined) return true;
  const goesOn = lowerCaseStart.test(next);
  if (marks === '.') return !goesOn && !isAbbreviation(text);
  if (/^[.…]+$/.test(marks)) return !goesOn;
  // "Really?" he asked.
  return !(goesOn && quotes);
}

/** Whether a clause or a sentence ends with this word, which makes it the place for an unavoidable break. */
export function endsClause(text: string): boolean {
  return clauseMark.test(text.slice(-tailLength)) && !isAbbreviation(text);
}

const consonants = 'bcdfghjklmnpqrstvwxzбвгджзклмнпрстфхцчшщ';

const abbreviations: readonly RegExp[] = [
  // A single capital is an initial ("J."), but "I" and "Я" are words.
  /^(?![IЯ]$)\p{Lu}$/u,
  // "am 3. Oktober". Years and other large numbers end sentences more often than they are ordinals.
  /^\p{Nd}{1,2}$/u,
  // "Mr.", "Dr.", "Hr.", "bzw.", "г.": without a vowel it is an abbreviation, unless someone hums. So is "TV".
  new RegExp(
    `^(?!(?:[Hh][hm]|[Mm][hm]|[ГгХх]м|[Мм]м)[hmм]*$)[${consonants}${consonants.toUpperCase()}][${consonants}]{0,3}$`,
    'u',
  ),
  // Titles, and parts of addresses and sums, that have a vowel.
  /^(?:Prof|Dra|Sra|Sta|проф|ул|им|тел|руб|тыс|обл)$/iu,
  // A single letter of a script without capitals: "د.".
  /^\p{Lo}$/u,
  // In Thai and Lao, only abbreviations end in a dot.
  /[\p{sc=Thai}\p{sc=Laoo}]$/u,
  // "z.B.", "U.S.", "т.е.": the capital after it may begin a noun, a name or a new sentence.
  /^\p{L}{1,2}(?:\.\p{L}{1,2})+$/u,
];

/** Whether the final dot is part of the word. */
function isAbbreviation(text: string): boolean {
  if (!text.endsWith('.') || text.length > tailLength) return false;
  const word = text.slice(0, -1).replace(/^[\p{P}\p{S}]+/u, '');
  return abbreviations.some((form) => form.test(word));
}
