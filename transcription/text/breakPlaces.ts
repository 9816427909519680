import { cutToColumns, columns } from './graphemes';
import { hasSpacelessScript } from './scripts';
import { segmented } from './segmented';

const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Continues the character before it. Unicode counts the Thai and Lao vowel as a letter (UAX #29). */
const sameCharacter = String.raw`\p{M}\p{Emoji_Modifier}\u200d\u0e33\u0eb3`;

/** Closing marks, Japanese length and iteration marks, and small kana (JIS X 4051; UAX #14: CL, NS, CJ). */
const closing = String.raw`\p{Pe}\p{Pf}\p{Po}〜～ーゝゞヽヾ々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ`;

/** Must not begin a line. */
const notFirst = new RegExp(`^[${sameCharacter}${closing}]`, 'u');

/** Must not end a line: opening marks, and numbers ("2億5000万"), since their unit or counter follows. */
const notLast = /(?:[\p{Ps}\p{Pi}\u200d]|\p{Nd}[百千万萬亿億兆]*)$/u;

/** Japanese prefixes, which dictionaries cut off: "お|電話". */
const honorific = /^[おご御]$/u;

/** Whether a text belongs to the text directly before it, so that no line may end between them. */
export function staysWithBefore(text: string): boolean {
  return notFirst.test(text);
}

/**
 * Splits a text without spaces at the places where a line may end, never inside what a reader takes for one character.
 *
 * @param most the columns of a line; a longer word has to be cut
 * @returns the pieces in order; joined, they are the text
 */
export function unbreakablePieces(text: string, most: number): string[] {
  const whole = hasSpacelessScript(text) ? wordsOf(text) : [text];
  return whole.flatMap((piece) => (columns(piece) > most ? cutLong(piece, most) : [piece]));
}

/** An address is cut after its slashes as far as they allow (Chicago Manual of Style, 7.46); other text anywhere. */
function cutLong(text: string, most: number): string[] {
  const pieces: string[] = [];
  let line = '';
  for (const part of text.split(afterSlash)) {
    if (line !== '' && columns(line) + columns(part) > most) {
      pieces.push(line);
      line = '';
    }
    line += part;
  }
  return [...pieces, line].flatMap((piece) => cutToColumns(piece, most));
}

/** Neither between the slashes of "https://" nor before marks that may not begin a line. */
const afterSlash = new RegExp(String.raw`(?<=[^/]\/)(?![/${sameCharacter}${closing}])(?<!:\/\/)`, 'u');

/** Enough to see a number at the end of a piece, which may be as long as the text. */
const lastCharacters = 8;

function wordsOf(text: string): string[] {
  const pieces: string[] = [];
  let open = false;
  for (const segment of segmented(text, words)) {
    const last = pieces.length - 1;
    const joined = open || notFirst.test(segment) ? pieces[last] : undefined;
    if (joined === undefined) pieces.push(segment);
    else pieces[last] = joined + segment;
    open = notLast.test((pieces.at(-1) ?? '').slice(-lastCharacters)) || honorific.test(segment);
  }
  return pieces;
}
