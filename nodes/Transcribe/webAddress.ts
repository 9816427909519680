import { TranscriptionError } from '../../transcription/errors';

/**
 * @param parameter as the user sees it
 * @throws TranscriptionError (`invalidInput`) for anything but an http or https address
 */
export function webAddress(value: string, parameter: string): string {
  if (!value) throw invalid(`The parameter ${parameter} is empty.`, 'Fill in a web address.');
  const protocol = URL.canParse(value) ? new URL(value).protocol : '';
  if (protocol === 'http:' || protocol === 'https:') return value;
  throw invalid(
    `The parameter ${parameter} does not hold a web address.`,
    'It has to begin with http:// or https://.',
  );
}

function invalid(message: string, description: string): TranscriptionError {
  return new TranscriptionError(message, { code: 'invalidInput', description });
}
