/* Marks are told by their Unicode properties, so that no language needs a list of its own. */

const closing = String.raw`[\p{Pe}\p{Pf}\p{Quotation_Mark}]*`;
/** The ellipsis is no Sentence_Terminal for Unicode. */
const sentenceMark = new RegExp(String.raw`([\p{Sentence_Terminal}…]+)(${closing})$`, 'u');
const clauseMark = new RegExp(String.raw`(?:[\p{Terminal_Punctuation}…–—―]|(?:^|\s)-)${closing}$`, 'u');
const lowerCaseStart = /^[\p{P}\p{S}]*\p{Ll}/u;
/** Most words end in no mark at all, and need no closer look. */
const someMark = /\p{P}$/u;
/** Marks at the end of a word are a handful; a bound keeps the search from running over a long text of dots. */
const tailLength = 16;

/**
 * Whether a sentence ends with this word.
 *
 * A dot may be that of an abbreviation, a date or an ordinal number. Then the sentence is taken to go on: two
 * sentences in one segment are read more easily than one that breaks after "Dr.".
 *
 * @param text the word with its punctuation
 * @param next the word that follows; undefined at the end, where every mark ends the sentence
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

/** Whether a clause or a sentence ends with this word: the place for a break where one has to be. */
export function endsClause(text: string): boolean {
  return clauseMark.test(text.slice(-tailLength)) && !isAbbreviation(text);
}

const consonants = 'bcdfghjklmnpqrstvwxzбвгджзклмнпрстфхцчшщ';

const abbreviations: readonly RegExp[] = [
  // An initial, "J."; "I" and "Я" are words.
  /^(?![IЯ]$)\p{Lu}$/u,
  // "am 3. Oktober". Years and other large numbers end sentences more often than they count.
  /^\p{Nd}{1,2}$/u,
  // "Mr.", "Dr.", "Hr.", "bzw.", "г.": without a vowel it is no word, unless somebody hums. "TV" is one, too.
  new RegExp(
    `^(?!(?:[Hh][hm]|[Mm][hm]|[ГгХх]м|[Мм]м)[hmм]*$)[${consonants}${consonants.toUpperCase()}][${consonants}]{0,3}$`,
    'u',
  ),
  // Titles and parts of addresses and sums that have a vowel.
  /^(?:Prof|Dra|Sra|Sta|проф|ул|им|тел|руб|тыс|обл)$/iu,
  // A single letter of a script without capitals: "د.".
  /^\p{Lo}$/u,
  // In Thai and Lao a dot ends nothing but abbreviations.
  /[\p{sc=Thai}\p{sc=Laoo}]$/u,
  // "z.B.", "U.S.", "т.е.": a noun, a name or a new sentence may follow, all with a capital.
  /^\p{L}{1,2}(?:\.\p{L}{1,2})+$/u,
];

/** Whether the dot at the end belongs to the word. */
function isAbbreviation(text: string): boolean {
  if (!text.endsWith('.') || text.length > tailLength) return false;
  const word = text.slice(0, -1).replace(/^[\p{P}\p{S}]+/u, '');
  return abbreviations.some((form) => form.test(word));
}
