import { withoutSecret } from '../transcription/calls/redaction';
import { unsafeCharacters } from '../transcription/text/unsafeCharacters';

/**
 * Creates a function that makes a line fit for a terminal: whatever a service or a file says in it stays on the line,
 * and never repeats the key.
 */
export function printedWithout(apiKey: string): (line: string) => string {
  const redact = withoutSecret(apiKey);
  return (line) => redact(line.replace(unsafeCharacters, ' '));
}
