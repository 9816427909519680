import { segmented } from './segmented';

/**
 * Characters that always stand alone and take one UTF-16 unit, so that counting and cutting need no segmenter: Latin,
 * Greek, Cyrillic, Armenian, Hebrew and Arabic letters, general punctuation, kana, ideographs and Hangul syllables,
 * all without combining marks, joiners and variation selectors.
 */
const alone =
  /^[\u0020-\u007e\u00a0-\u02ff\u0370-\u0482\u048a-\u058f\u05d0-\u05ea\u060c-\u060f\u061b-\u064a\u066a-\u066f\u0671-\u06d3\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u3000-\u3029\u3030-\u303d\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9d]*$/;

/** The part of `alone` that takes one column and belongs to scripts with spaces between words. */
const narrow =
  /^[\u0020-\u007e\u00a1-\u02ff\u0370-\u0482\u048a-\u058f\u05d0-\u05ea\u060c-\u060f\u061b-\u064a]*$/;

/** Full-width and wide characters (UAX #11, classes W and F), and emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a reader takes for single characters, in order. */
export function graphemes(text: string): string[] {
  return alone.test(text) ? text.split('') : segmented(text, segmenter);
}

/** The width of a text on a line: two columns for each wide character, one for any other. */
export function columns(text: string): number {
  if (narrow.test(text)) return text.length;
  let total = 0;
  for (const grapheme of graphemes(text)) total += wide.test(grapheme) ? 2 : 1;
  return total;
}

/** Whether a text is one word, with as many characters and columns as it has UTF-16 units. */
export function isPlainWord(text: string): boolean {
  return text !== '' && narrow.test(text) && !text.includes(' ');
}

/** Cuts a text between characters into pieces no wider than `most`; a wider character becomes a piece of its own. */
export function cutToColumns(text: string, most: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let width = 0;
  for (const grapheme of graphemes(text)) {
    const added = columns(grapheme);
    if (piece !== '' && width + added > most) {
      pieces.push(piece);
      piece = '';
      width = 0;
    }
    piece += grapheme;
    width += added;
  }
  return piece === '' ? pieces : [...pieces, piece];
}
