import { TranscriptionError } from '../../../transcription/errors';

/** An error message has to fit into a list column and a log line. */
const mostCharacters = 1_000;

/** Reasons why an error can't be shown to a user; empty if it can. */
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
