import { parseJson } from './json';

/** What Python and some other languages write for numbers that JSON can't express. */
const noNumbers = ['NaN', 'Infinity', '-Infinity', '-NaN'] as const;

/** More are not worth the memory: ten hours of words with two such numbers each are 200,000. */
const mostNoNumbers = 500_000;

const quote = 0x22;
const backslash = 0x5c;

/**
 * Reads JSON as careless servers write it: with `NaN` and `Infinity`, which become null, and a byte order mark.
 *
 * @returns undefined for text that still is not JSON
 */
export function parseLooseJson(text: string): unknown {
  const json = text.trim();
  const value = parseJson(json);
  if (value !== undefined || !/^[[{]/.test(json)) return value;
  const mended = withoutNoNumbers(json);
  return mended === undefined ? undefined : parseJson(mended);
}

/** @returns undefined if there is nothing to fix, or too much; strings are left as they are */
function withoutNoNumbers(json: string): string | undefined {
  const pieces: string[] = [];
  let copied = 0;
  let at = 0;
  while (at < json.length) {
    if (json.charCodeAt(at) === quote) {
      at = behindString(json, at);
      continue;
    }
    const literal = noNumberAt(json, at);
    if (literal === undefined) {
      at += 1;
      continue;
    }
    if (pieces.length >= 2 * mostNoNumbers) return undefined;
    pieces.push(json.slice(copied, at), 'null');
    at += literal.length;
    copied = at;
  }
  return copied === 0 ? undefined : pieces.join('') + json.slice(copied);
}

function noNumberAt(json: string, at: number): string | undefined {
  const first = json[at];
  if (first !== 'N' && first !== 'I' && first !== '-') return undefined;
  return noNumbers.find((literal) => json.startsWith(literal, at));
}

function behindString(json: string, opening: number): number {
  let at = opening + 1;
  while (at < json.length && json.charCodeAt(at) !== quote) at += json.charCodeAt(at) === backslash ? 2 : 1;
  return at + 1;
}
