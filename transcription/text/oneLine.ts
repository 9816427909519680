import { inOneLine } from './unsafeCharacters';

/** Anything longer is not a sentence but a page that a server sent in its place. */
const mostCharacters = 300;

/**
 * Makes a name or message from outside fit for a sentence of ours or a line of a log: without line ends and other
 * control characters, reversed writing and unpaired surrogates, and cut to a readable length.
 */
export function oneLine(text: string): string {
  const cut = text.length > mostCharacters;
  const line = inOneLine(text.slice(0, mostCharacters));
  return cut ? `${line} […]` : line;
}

/** Like `oneLine`, without the full stop, for the end of a sentence that has its own. */
export function withoutStop(text: string): string {
  return oneLine(text).replace(/(?<![.\s])[.\s]+$/, '');
}
