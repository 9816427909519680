/** Enough for an hour of speech as text, and small enough for an error's details and a log line. */
export const mostKeptCharacters = 20_000;

/**
 * The part of a paid, unreadable answer that an error keeps. Every `answer` of a TranscriptionError is made here, so
 * that its size is limited in one place.
 *
 * @returns the answer as it came; for a long one the beginning, followed by how much is missing
 */
export function keptAnswer(body: string): string {
  if (body.length <= mostKeptCharacters) return body;
  // Never ends in half a character.
  const kept = body.slice(0, mostKeptCharacters).replace(/[\ud800-\udbff]$/, '');
  return `${kept} […] (cut: ${body.length} characters in all)`;
}
