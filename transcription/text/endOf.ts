/**
 * Where the row of characters of one kind begins that a text ends in. A regular expression that looks for an end
 * begins anew at each place: recognizers have written a hundred thousand dots in a row.
 *
 * @param kind matches one such character
 * @returns the text's length when it does not end in one
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
