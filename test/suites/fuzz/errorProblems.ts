import { TranscriptionError } from '../../../transcription/errors';

/** What an error says stands in one column of a list, and in a log of many lines. */
const mostCharacters = 1_000;

/** What keeps an error from being shown to a user; nothing for one that can be. */
export function errorProblems(error: unknown): string[] {
  if (!(error instanceof TranscriptionError)) return [`${String(error)} is no TranscriptionError`];
  const { message, description = '', retryAfterMs = 0 } = error;
  return [
    ...(message === '' ? ['it says nothing'] : []),
    ...(message.length + description.length > mostCharacters ? ['it says too much'] : []),
    ...(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(message)
      ? [`it breaks its line: ${JSON.stringify(message)}`]
      : []),
    ...(retryAfterMs >= 0 ? [] : ['it is to be tried again before now']),
    ...(error.retryable && error.mayHaveCharged ? ['it may be paid twice'] : []),
  ];
}
