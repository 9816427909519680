import { endOf } from '../text/endOf';
import type { Word } from '../transcript';
import { joinsByItself } from './boundaries';
import { findWords, type Span } from './findWords';
import { splitGap } from './splitGap';

/**
 * Respells words as in the text, with its capitals and punctuation, and marks whether a space precedes each.
 * Timestamps and speakers stay.
 *
 * Whatever the text has between two words goes to one of them. A word that is not in the text stays as it is, and
 * what the text has in its place (usually another spelling) is dropped. If most words are missing, it is a different
 * text, and all words stay as they are.
 *
 * @param text what the words say and no more: without the names of sounds
 * @returns the words in order, trimmed, without empty ones
 */
export function alignToText(words: readonly Word[], text: string): Word[] {
  const spoken = words.filter((word) => word.text.trim() !== '').map(trimmed);
  const spans = findWords(
    spoken.map((word) => word.text),
    text,
  );
  const found = spans.reduce((count, span) => (span ? count + 1 : count), 0);
  const spelling = new Spelling(spoken, spans);
  if (found * 2 >= spoken.length) spelling.follow(text);
  spelling.join();
  return spoken;
}

function trimmed(word: Word): Word {
  const result = { ...word, text: word.text.trim() };
  if (result.joined) delete result.joined;
  return result;
}

const firstLetter = /[\p{L}\p{N}]/u;
const noLetter = /[^\p{L}\p{N}\p{M}]/u;
const endsInLetter = /[\p{L}\p{N}\p{M}]$/u;
const startsInLetter = /^[\p{L}\p{N}]/u;

/** Modifies the given words. */
class Spelling {
  /** Whether a space precedes each word; undefined if the text does not say. */
  private readonly spaced: Array<boolean | undefined>;

  constructor(
    private readonly words: readonly Word[],
    private readonly spans: ReadonlyArray<Span | undefined>,
  ) {
    this.spaced = words.map(() => undefined);
  }

  /** Adopts the spelling of the words found, and the marks before, between and after them. */
  follow(text: string): void {
    let before = -1;
    let end = 0;
    this.spans.forEach((span, index) => {
      const word = this.words[index];
      if (word === undefined || span === undefined) return;
      if (!text.startsWith(word.text, span.start)) word.text = text.slice(span.start, span.end);
      // A word that comes with its own marks was found by its letters only.
      const wordEnd = span.start + word.text.length;
      this.placeGap(before, index, text.slice(end, span.start));
      before = index;
      end = wordEnd;
    });
    this.placeGap(before, this.words.length, text.slice(end));
  }

  join(): void {
    this.words.forEach((word, index) => {
      const before = this.words[index - 1];
      if (before && !(this.spaced[index] ?? !joinsByItself(before.text, word.text))) word.joined = true;
    });
  }

  /** @param gap the text between the words at `before` and `after`, either of which may not exist */
  private placeGap(before: number, after: number, gap: string): void {
    const from = gap === ' ' ? -1 : gap.search(firstLetter);
    if (from < 0) {
      this.placeMarks(before, after, gap);
      return;
    }
    const to = endOf(gap, noLetter);
    if (after - before > 1) {
      this.placeMarks(before, before + 1, gap.slice(0, from));
      this.placeMarks(after - 1, after, gap.slice(to));
      return;
    }
    // The text says more than the words do; without this it would be lost.
    const word = this.words[before];
    if (word) word.text += inOneLine(gap.slice(0, to));
    this.placeMarks(before, after, word ? gap.slice(to) : gap);
  }

  private placeMarks(before: number, after: number, marks: string): void {
    if (before < 0 || after >= this.words.length) {
      this.append(before, marks.trimEnd());
      this.prepend(after, marks.trimStart());
      return;
    }
    const split = splitGap(marks);
    this.append(before, split.before);
    this.prepend(after, split.after);
    // With a word missing in between, the absence of a space proves nothing.
    const neighbours = after - before === 1 && this.spans[before] && this.spans[after];
    if (split.spaced || neighbours) this.spaced[after] = split.spaced;
  }

  /** A word that is not in the text may already have marks of its own. */
  private append(index: number, marks: string): void {
    const word = this.words[index];
    if (marks === '' || word === undefined) return;
    if (this.spans[index] || endsInLetter.test(word.text)) word.text += inOneLine(marks);
  }

  private prepend(index: number, marks: string): void {
    const word = this.words[index];
    if (marks === '' || word === undefined) return;
    if (this.spans[index] || startsInLetter.test(word.text)) word.text = inOneLine(marks) + word.text;
  }
}

/** A no-break space stays, because it forbids a line break. */
const inOneLine = (text: string): string => text.replace(/[ \t\r\n]+/g, ' ');
