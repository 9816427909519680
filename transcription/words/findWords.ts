import { endOf } from '../text/endOf';
import { hasSpacelessScript } from '../text/scripts';

/** A stretch of text in UTF-16 units; `end` is exclusive. */
export interface Span {
  start: number;
  end: number;
}

/**
 * Characters searched on both sides of the expected place: about fifty words that only one side has. After many
 * missing words the place is less certain, so the window grows, but only up to a limit that keeps a long text linear.
 */
const windowSize = 300;
const widestWindow = 1000;
/** Occurrences tried of a frequent word; if none of them fits, the word counts as missing. */
const mostCandidates = 20;
/** Characters that may stand between two words that confirm each other. */
const slack = 20;

/**
 * Finds words in a text, each after the previous one, ignoring case and the marks around words. The next word in the
 * text is accepted at once; a match further on must be confirmed by the words after it, since a word like "the" is
 * soon found somewhere.
 *
 * @param words trimmed and not empty
 * @returns the place of each word; undefined for one that the text does not have there
 */
export function findWords(words: readonly string[], text: string): Array<Span | undefined> {
  const search = new Search(words.map(fold), fold(text));
  return words.map((_, index) => search.find(index));
}

class Search {
  /** The end of the last word found. */
  private end = 0;
  /** Where the word should be if the text spells all words since the last match differently. */
  private expected = 0;

  constructor(
    private readonly words: readonly string[],
    private readonly text: string,
  ) {}

  find(index: number): Span | undefined {
    const word = this.words[index];
    if (word === undefined) return undefined;
    const found = this.findNext(word, index) ?? this.findFurtherOn(coreOf(word), index);
    if (found) this.end = found.end;
    this.expected = found ? found.end : this.expected + word.length + 1;
    return found;
  }

  /** A match with only marks and spaces before it. */
  private findNext(word: string, index: number): Span | undefined {
    const start = skipSpaces(this.text, this.end);
    return (
      this.partAt(word, start, index) ?? this.partAt(coreOf(word), skipToLetter(this.text, start), index)
    );
  }

  /** Several spoken words may be parts of one written word; then the next part must follow directly. */
  private partAt(wanted: string, start: number, index: number): Span | undefined {
    if (!this.text.startsWith(wanted, start)) return undefined;
    const end = start + wanted.length;
    if (!isWithinWord(this.text, end)) return { start, end };
    const next = this.words[index + 1];
    return next !== undefined && this.text.startsWith(coreOf(next), end) ? { start, end } : undefined;
  }

  private findFurtherOn(core: string, index: number): Span | undefined {
    const reach = Math.min(widestWindow, windowSize + (this.expected - this.end) / 2);
    const from = Math.max(this.end, Math.floor(this.expected - reach));
    const stretch = this.text.slice(from, this.expected + reach + core.length);
    let offset = stretch.indexOf(core);
    for (let tried = 0; offset >= 0 && tried < mostCandidates; tried += 1) {
      const start = from + offset;
      const end = start + core.length;
      if (isWhole(this.text, start, end) && this.isConfirmed(core, end, index)) return { start, end };
      offset = stretch.indexOf(core, offset + 1);
    }
    return undefined;
  }

  /** The farther the match, the more letters must agree. */
  private isConfirmed(core: string, end: number, index: number): boolean {
    const distance = Math.abs(end - core.length - this.expected);
    const enough = Math.min(24, 4 + distance / 10);
    let letters = core.length;
    let at: number | undefined = end;
    for (let place = index + 1; letters < enough; place += 1) {
      const word = this.words[place];
      if (word === undefined) return true;
      const next = coreOf(word);
      at = this.endOfNear(next, at);
      if (at === undefined) return false;
      letters += next.length;
    }
    return true;
  }

  private endOfNear(core: string, from: number): number | undefined {
    const offset = this.text.slice(from, from + slack + core.length).indexOf(core);
    const end = from + offset + core.length;
    return offset >= 0 && isWhole(this.text, end - core.length, end) ? end : undefined;
  }
}

/** Lower-cased and with one kind of apostrophe; every character keeps its index. */
function fold(text: string): string {
  const lower = text.toLowerCase();
  const folded = lower.length === text.length ? lower : Array.from(text, lowerCharacter).join('');
  return /[’ʼ]/.test(folded) ? folded.replace(/[’ʼ]/g, "'") : folded;
}

function lowerCharacter(character: string): string {
  const lower = character.toLowerCase();
  return lower.length === character.length ? lower : character;
}

const marksBefore = /^[^\p{L}\p{N}]+/u;
const markBehind = /[^\p{L}\p{N}\p{M}]/u;

/** A word without the marks around it, unless it consists only of marks. */
const coreOf = (word: string): string =>
  word.slice(0, endOf(word, markBehind)).replace(marksBefore, '') || word;

/** Limited to the widest window, because each missing word searches again. */
function skipSpaces(text: string, from: number): number {
  const last = Math.min(text.length, from + widestWindow);
  let at = from;
  while (at < last && (text.charCodeAt(at) === 0x20 || /\s/.test(text.charAt(at)))) at += 1;
  return at;
}

/** Limited to the window. */
function skipToLetter(text: string, from: number): number {
  const offset = text.slice(from, from + windowSize).search(/[\p{L}\p{N}]/u);
  return offset < 0 ? from : from + offset;
}

const isWhole = (text: string, start: number, end: number): boolean =>
  !isWithinWord(text, start) && !isWithinWord(text, end);

/** Whether letters of one written word stand on both sides of an index. */
function isWithinWord(text: string, at: number): boolean {
  return isWordLetter(text.charCodeAt(at)) && isWordLetter(text.charCodeAt(at - 1));
}

/** A cache, because each character of a long text is looked up. */
const wordLetters = new Map<number, boolean>();

/** Whether a UTF-16 unit is a letter of a script that puts spaces between words. */
function isWordLetter(unit: number): boolean {
  const known = wordLetters.get(unit);
  if (known !== undefined) return known;
  const character = String.fromCharCode(unit);
  const isLetter = /[\p{L}\p{N}\p{M}]/u.test(character) && !hasSpacelessScript(character);
  wordLetters.set(unit, isLetter);
  return isLetter;
}
