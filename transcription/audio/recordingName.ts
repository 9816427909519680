/** What file systems take for one name. */
const mostCharacters = 255;

/** Control and format characters (line ends, reversed writing) but the joiners of scripts, and halves of characters. */
export const unsafeCharacters = /(?:(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}])+/gu;

/**
 * What a recording is called, at the end of a path that somebody else wrote: without folders, and without what
 * breaks a line or turns the writing around. Its extension stays, as it tells the format.
 *
 * @returns undefined for a path that ends in a folder
 */
export function recordingName(path: string): string | undefined {
  const name = path.split(/[/\\]/).pop() ?? '';
  const extension = /\.[a-z0-9]{1,5}$/i.exec(name)?.[0] ?? '';
  const short =
    name.length > mostCharacters ? name.slice(0, mostCharacters - extension.length) + extension : name;
  const safe = short.replace(unsafeCharacters, ' ').trim();
  return /^\.{0,2}$/.test(safe) ? undefined : safe;
}
