/** `<i>`, `</v>`, `<v Anna>`, `<00:01.500>`; a lone "<" is text. */
const tag = /<\/?[a-z][^<>]*>|<[\d:.]+>/gi;

/** More than any real cue has. Replacing the millions of tags in a hostile one costs memory for each. */
const longestPiece = 500_000;

/** @returns the text of a cue on one line, without markup */
export function plainText(markup: string): string {
  if (markup.length <= longestPiece) return plainPiece(markup);
  const pieces: string[] = [];
  for (let from = 0, to = 0; from < markup.length; from = to) {
    const space = markup.slice(from + longestPiece, from + 2 * longestPiece).search(/\s/);
    to = from + longestPiece + Math.max(0, space);
    pieces.push(plainPiece(markup.slice(from, to)), space < 0 ? '' : ' ');
  }
  return pieces.join('').replace(/ {2,}/g, ' ').trim();
}

function plainPiece(markup: string): string {
  return decodeEntities(markup.replace(tag, '')).replace(/\s+/g, ' ').trim();
}

const voiceTag = /<v(?:\.[^\s<>]*)?\s([^<>]*)>/g;

/** The annotation of `<v Anna>`. A cue with several voices has no single speaker. */
export function voiceIn(markup: string): string | undefined {
  let voice: string | undefined;
  for (const [, name = ''] of markup.matchAll(voiceTag)) {
    if (voice !== undefined && voice !== name) return undefined;
    voice = name;
  }
  return voice ? plainText(voice) : undefined;
}

const named = new Map([
  ['amp', '&'],
  ['apos', "'"],
  ['gt', '>'],
  ['lrm', '\u200e'],
  ['lt', '<'],
  ['nbsp', ' '],
  ['quot', '"'],
  ['rlm', '\u200f'],
]);

/** In one pass, so that the result of one entity is never read as another. */
function decodeEntities(text: string): string {
  return text.replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]+);/gi, (entity, name: string) => {
    const lower = name.toLowerCase();
    return lower.startsWith('#') ? (characterAt(lower.slice(1)) ?? entity) : (named.get(lower) ?? entity);
  });
}

/** @param code decimal, or hexadecimal after an "x" */
function characterAt(code: string): string | undefined {
  const point = code.startsWith('x') ? Number.parseInt(code.slice(1), 16) : Number(code);
  const isCharacter = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  return isCharacter ? String.fromCodePoint(point) : undefined;
}
