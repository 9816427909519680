/**
 * Where the trailing run of one kind of character begins. A regular expression anchored at the end would start again
 * at every index, and recognizers have written a hundred thousand dots in a row.
 *
 * @param kind matches one such character
 * @returns the text's length when there is no such run
 */
export function endOf(text: string, kind: RegExp): number {
  let at = text.length;
  while (at > 0) {
    const before = at - (isPair(text, at) ? 2 : 1);
    if (!kind.test(text.slice(before, at))) return at;
    at = before;
  }
  return at;
}

const isPair = (text: string, end: number): boolean =>
  end > 1 && (text.charCodeAt(end - 1) & 0xfc00) === 0xdc00 && (text.charCodeAt(end - 2) & 0xfc00) === 0xd800;
