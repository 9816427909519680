/** Enough for an hour of speech as text, and little enough for an error's details and a line of a log. */
export const mostKeptCharacters = 20_000;

/**
 * What an error keeps of an answer that was paid for and can't be read. Every `answer` of a TranscriptionError is made
 * here, so that its size is bounded in one place.
 *
 * @returns the answer as it came; of a long one the beginning, with a mark that says how much is missing
 */
export function keptAnswer(body: string): string {
  if (body.length <= mostKeptCharacters) return body;
  // No half of a character at the end.
  const kept = body.slice(0, mostKeptCharacters).replace(/[\ud800-\udbff]$/, '');
  return `${kept} […] (cut: ${body.length} characters in all)`;
}
