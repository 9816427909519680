import { shareLinkAdvice } from '../../../transcription/audio/shareLink';
import { recordingName } from '../../../transcription/audio/recordingName';

/**
 * The file name in a Content-Disposition header (RFC 6266), as browsers read it: `filename*` takes precedence over
 * `filename`, and many a server writes neither as the RFC says.
 *
 * @returns undefined if there is none
 */
export function fileNameFromHeader(header: string | undefined): string | undefined {
  if (!header) return undefined;
  const parameters = parametersOf(header);
  const extended = parameters.get('filename*') ?? continued(parameters);
  const name = (extended && fromExtended(extended)) || fromPlain(parameters.get('filename') ?? '');
  return name ? recordingName(name) : undefined;
}

/**
 * @returns the last part of a URL's path; undefined if the path ends in a slash, or in what a cloud put there (`view`)
 */
export function fileNameFromUrl(url: string): string | undefined {
  const name = recordingName(decode(new URL(url).pathname));
  const isName = name !== undefined && (shareLinkAdvice(url) === undefined || hasExtension.test(name));
  return isName ? name : undefined;
}

/**
 * The name of a file whose URL was redirected. Where it lies in the end often has the name that the link lacks, but may
 * also be a cloud's key without meaning.
 */
export function fileNameFromUrls(first: string, last: string): string | undefined {
  const names = [last, first].map(fileNameFromUrl);
  return names.find((name) => name !== undefined && hasExtension.test(name)) ?? names[1] ?? names[0];
}

const hasExtension = /.\.[a-z0-9]{2,5}$/i;

/** A header's bytes arrive as Latin-1. Where they are UTF-8, that was meant. */
export function utf8OfHeader(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text) || !/^[\u0000-\u00ff]*$/.test(text)) return text;
  return decodeBytes(Buffer.from(text, 'latin1'), 'utf-8') ?? text;
}

/** The parameters of a header, by name in lower case. The first of each counts. */
function parametersOf(header: string): Map<string, string> {
  const found = new Map<string, string>();
  let at = 0;
  while (at < header.length) {
    const equals = header.indexOf('=', at);
    if (equals < 0) break;
    const name = header
      .slice(header.lastIndexOf(';', equals) + 1, equals)
      .trim()
      .toLowerCase();
    const begin = equals + 1 + blanksAt(header, equals + 1);
    const { value, end } = header[begin] === '"' ? quoted(header, begin) : unquoted(header, begin);
    if (!found.has(name) && value !== '') found.set(name, value);
    at = end;
  }
  return found;
}

function blanksAt(text: string, at: number): number {
  let count = 0;
  while (/[ \t]/.test(text.charAt(at + count))) count += 1;
  return count;
}

/** @param begin where the opening quotation mark is; the closing one may be missing */
function quoted(header: string, begin: number): { value: string; end: number } {
  let at = begin + 1;
  while (at < header.length && header[at] !== '"') at += header[at] === '\\' ? 2 : 1;
  const semicolon = header.indexOf(';', at);
  return {
    value: header.slice(begin + 1, at).replace(/\\(.)/g, '$1'),
    end: semicolon < 0 ? header.length : semicolon,
  };
}

function unquoted(header: string, begin: number): { value: string; end: number } {
  const semicolon = header.indexOf(';', begin);
  const end = semicolon < 0 ? header.length : semicolon;
  return { value: header.slice(begin, end).trim(), end };
}

/** A long name in several parameters (RFC 2231): `filename*0`, `filename*1` and so on, each percent-encoded or not. */
function continued(parameters: Map<string, string>): string | undefined {
  let whole = '';
  for (let part = 0; ; part += 1) {
    const encoded = parameters.get(`filename*${part}*`);
    const plain = parameters.get(`filename*${part}`);
    if (encoded === undefined && plain === undefined) break;
    whole += encoded ?? encodeURIComponent(Buffer.from(plain ?? '').toString());
  }
  return whole || undefined;
}

/** RFC 8187: `UTF-8'en'na%C3%AFve.mp3`. Some servers leave out the charset. */
function fromExtended(value: string): string {
  const [, charset, encoded = ''] = /^([\w-]*)'[^']*'(.*)$/s.exec(value) ?? [undefined, 'utf-8', value];
  return decodeBytes(percentDecoded(encoded), charset || 'utf-8') ?? utf8OfHeader(encoded);
}

/** What a plain name is written in, although the RFC allows only Latin-1. */
function fromPlain(value: string): string {
  return decode(fromEncodedWords(utf8OfHeader(value)));
}

const encodedWord = /=\?([\w-]+)(?:\*[\w-]*)?\?([bq])\?([^?]*)\?=/gi;
const encodedWords = /(?:=\?[\w-]+(?:\*[\w-]*)?\?[bq]\?[^?]*\?=\s*)+/gi;

/** Encoded words as in mail (RFC 2047). A character may be split between two that follow each other. */
function fromEncodedWords(value: string): string {
  return value.replace(encodedWords, (run) => {
    const words = [...run.matchAll(encodedWord)].map(([, charset = '', encoding = '', text = '']) => ({
      charset,
      bytes: /b/i.test(encoding) ? Buffer.from(text, 'base64') : percentDecoded(quotedPrintable(text)),
    }));
    const charset = words[0]?.charset ?? '';
    return decodeBytes(Buffer.concat(words.map(({ bytes }) => bytes)), charset) ?? run;
  });
}

/** The Q encoding, spelled as percent-encoding. */
function quotedPrintable(text: string): string {
  return text.replace(/_/g, ' ').replace(/%/g, '%25').replace(/=/g, '%');
}

/** The bytes of a percent-encoded text. What is not encoded stays. */
function percentDecoded(text: string): Buffer {
  const bytes = Buffer.from(text, /^[\u0000-\u00ff]*$/.test(text) ? 'latin1' : 'utf8').toString('latin1');
  const decoded = bytes.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(decoded, 'latin1');
}

/** @returns undefined if the bytes are not in this charset, or it is unknown */
function decodeBytes(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
