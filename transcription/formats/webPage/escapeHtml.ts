import { readableCharacters } from '../readableCharacters';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Makes text from outside fit for HTML, between tags and in attributes with double quotes. */
export function escapeHtml(text: string): string {
  return readableCharacters(text).replace(/[&<>"]/g, (character) => entities[character] ?? '');
}
