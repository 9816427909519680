import { TranscriptionError } from '../errors';

/** @param failure the message of the attempt whose answer was lost */
export function answerLost(providerName: string, failure: string | undefined): TranscriptionError {
  const cause = failure === undefined ? '' : ` The earlier attempt failed with: ${failure}`;
  return new TranscriptionError(
    `The answer of ${providerName} to an earlier attempt was lost, so the recording was not sent again.${cause}`,
    {
      code: 'submitUnclear',
      mayHaveCharged: true,
      description: `${providerName} may already have accepted and charged it. Check your ${providerName} account; to transcribe the recording anew, run the workflow again.`,
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
    `${providerName} was already sent a recording for this item in this execution, and it can't be told whether it is the same one, so nothing was sent again.`,
    {
      code: 'submitUnclear',
      mayHaveCharged: true,
      taskId,
      description: `The parameters were changed since, or another version of the node was at work then.${goOn} To transcribe the recording anew, run the workflow again.`,
    },
  );
}
