import { TranscriptionError } from '../errors';

/** @param failure the message of the attempt whose answer was lost */
export function answerLost(providerName: string, failure: string | undefined): TranscriptionError {
  const cause = failure === undefined ? '' : ` The earlier attempt failed with: ${failure}`;
  return new TranscriptionError(
    `The answer of ${providerName} to an earlier attempt was lost, so the recording was not sent again.${cause}`,
    {
      code: 'submitUnclear',
      mayHaveCharged: true,
      description: `${providerName} may already have accepted and charged it. Check your ${providerName} account; to transcribe the recording after all, run the workflow again.`,
    },
  );
}

/** @param taskId of what an earlier run submitted for the item */
export function notToTell(providerName: string, taskId: string | undefined): TranscriptionError {
  const goOn =
    taskId === undefined
      ? ''
      : ` Its task ID is ${taskId}; fetch its transcript with the operation Get Transcript.`;
  return new TranscriptionError(
    `A recording was already sent to ${providerName} for this item in this execution. It may be the same one, so nothing was sent again.`,
    {
      code: 'submitUnclear',
      mayHaveCharged: true,
      taskId,
      description: `The parameters have changed since then, or another version of this package sent it.${goOn} To transcribe the recording after all, run the workflow again.`,
    },
  );
}
