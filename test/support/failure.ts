import { TranscriptionError } from '../../transcription/errors';

/** The error of an action that is expected to fail; anything but a TranscriptionError is a bug. */
export async function failureOf(attempt: Promise<unknown>): Promise<TranscriptionError> {
  const outcome = await attempt.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (!outcome) throw new Error('It was expected to fail, and did not');
  if (outcome.error instanceof TranscriptionError) return outcome.error;
  throw outcome.error;
}

/** The same for a synchronous action. */
export const refusalOf = (attempt: () => unknown): Promise<TranscriptionError> =>
  failureOf((async () => attempt())());
