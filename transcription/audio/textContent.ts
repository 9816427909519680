import { latin1 } from './bytes';
import type { DocumentKind } from './contentKinds';

/** Control characters that text has none of; tabs, line ends and form feeds are text. */

const controls = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;

/** The elements that pages begin with when the doctype is missing. */
const pageElements =
  /^(?:html|head|body|title|meta|link|base|script|style|noscript|iframe|div|span|p|h[1-6]|a|b|i|br|hr|ul|ol|table|form|img|font|center|main|header|section|article)$/;

/**
 * What a file is that holds text of any kind.
 *
 * @param isWhole false if the file goes on after `head`
 * @returns undefined for anything that is not clearly text
 */
export function textContent(head: Uint8Array, isWhole: boolean): DocumentKind | undefined {
  const text = decoded(head, isWhole);
  // A page in an older encoding is not UTF-8, but its markup is ASCII.
  const legible = text ?? latin1(head);
  const begin = legible.trimStart();
  if (text === undefined && controls.test(begin.slice(0, 512))) return undefined;
  const found = markup(begin) ?? (looksLikeJson(begin, isWhole) ? 'json' : undefined);
  if (found !== undefined) return found;
  return text === undefined || begin === '' ? undefined : plain(begin);
}

/** @returns undefined if the bytes are not UTF-8 or UTF-16 with a mark, or hold control characters */
function decoded(head: Uint8Array, isWhole: boolean): string | undefined {
  const [first, second] = head;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: !isWhole });
    return controls.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** What a text is that begins with a tag, after comments, declarations and processing instructions. */
function markup(begin: string): DocumentKind | undefined {
  let rest = begin;
  let isXml = false;
  for (;;) {
    const [opening, closing] = passedOver.find(([start]) => rest.startsWith(start)) ?? [];
    if (opening === undefined || closing === undefined) break;
    if (opening === '<?') isXml ||= /^<\?xml/i.test(rest);
    if (opening === '<!' && /^<!doctype\s+html/i.test(rest)) return 'html';
    const end = rest.indexOf(closing, opening.length);
    if (end < 0) return isXml ? 'xml' : 'html';
    rest = rest.slice(end + closing.length).trimStart();
  }
  const element = /^<([a-z][\w:.-]*)(?=[\s/>])/i.exec(rest)?.[1]?.toLowerCase();
  if (element === undefined) return isXml ? 'xml' : undefined;
  if (element === 'svg') return 'image';
  if (/^(?:rss|feed|rdf:rdf)$/.test(element)) return 'feed';
  if (/^(?:tt|tt:tt|sami|transcript)$/.test(element)) return 'subtitles';
  if (/^(?:playlist|smil|asx)$/.test(element)) return 'playlist';
  if (pageElements.test(element) && !(isXml && element !== 'html')) return 'html';
  return 'xml';
}

const passedOver = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<!', '>'],
] as const;

function looksLikeJson(begin: string, isWhole: boolean): boolean {
  if (!/^(?:\{\s*(?:"|\}|$)|\[\s*(?:["{[\]]|-?\d[\d.eE+-]*\s*[,\]]|true|false|null|$))/.test(begin))
    return false;
  if (!isWhole || begin.startsWith('{')) return true;
  try {
    JSON.parse(begin);
    return true;
  } catch {
    return /^\[\s*["{[]/.test(begin);
  }
}

function plain(begin: string): DocumentKind {
  if (/^(?:WEBVTT\b|\d+[ \t]*\r?\n\d{1,2}:\d{2}:\d{2}[,.]\d|\[Script Info\]|\[\d+:\d{2})/i.test(begin))
    return 'subtitles';
  if (/^(?:#EXTM3U|\[playlist\])/i.test(begin)) return 'playlist';
  return begin.startsWith('{\\rtf') ? 'rtf' : 'text';
}
