import { readableCharacters } from './readableCharacters';

/**
 * Escapes a text so that Markdown shows it as it is. It ends up on one line.
 *
 * Next to CommonMark it minds GitHub (tables, strikethrough, math, references to issues), Obsidian (tags, highlights,
 * comments) and Discord (spoilers). `<` and `&` become entities, because not every program escapes them by a backslash.
 */
export function markdownText(text: string): string {
  return (
    readableCharacters(text)
      .replace(/[\\`*[\]|~$]/g, String.raw`\$&`)
      // Within a word it is plain text.
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\_`)
      .replace(/(?<=^|\s)#/g, String.raw`\#`)
      .replace(/(?:==|%%)/g, (twice) => twice.replace(/./g, String.raw`\$&`))
      .replace(/&(?=#|[a-z][a-z0-9]*;)/gi, '&amp;')
      .replace(/</g, '&lt;')
      // What begins a block at the start of a line: quotes, lists, rules and underlines of headings.
      .replace(/^[>+\-=]/, String.raw`\$&`)
      .replace(/^(\d{1,9})([.)])/, String.raw`$1\$2`)
  );
}
