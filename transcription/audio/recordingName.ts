import { unsafeCharacters } from '../text/unsafeCharacters';

/** The longest name that file systems allow. */
const mostCharacters = 255;

/**
 * The name of a recording, taken from a path written by someone else: without folders, and without characters that
 * break a line or reverse the writing. The extension stays, as it gives the format.
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
