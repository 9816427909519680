import { TranscriptionError } from '../../transcription/errors';
import { oneLine, withoutStop } from '../../transcription/text/oneLine';

/** The error of a task that Apikley has finished but whose result can't be read. */
export function unreadableResult(taskId: string): TranscriptionError {
  return new TranscriptionError(`Apikley's result is in a form that could not be read (task ID ${taskId}).`, {
    code: 'badAnswer',
    taskId,
    description:
      'The task is done and paid for, and its transcript is not lost: Apikley has it under this task ID. Fetch it later with the operation Get Transcript. If that fails, too, look for a newer version of this node, or report the task ID.',
  });
}

/**
 * The same for a result that is a file on another host.
 *
 * @param why what is wrong with it, as the end of a sentence
 */
export function unreadableFile(taskId: string, url: string, why: string): TranscriptionError {
  return new TranscriptionError(
    `The result file of the task could not be read: ${why} (task ID ${taskId}${placeOf(url)}).`,
    {
      code: 'badAnswer',
      taskId,
      description:
        'The task is done and paid for: do not submit the recording again. Fetch the transcript later with the operation Get Transcript and the task ID. If the file stays unreadable, check whether this n8n server can reach its host, and ask Apikley for the result of the task.',
    },
  );
}

/** Without its query, which may be a signature. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `, file ${oneLine(host + pathname)}`;
}

/** The error of a task that Apikley gave up. Such a task may be submitted again. */
export function taskFailure(
  taskId: string,
  failMsg: string | undefined,
  failCode?: string | number,
): TranscriptionError {
  const code = failCode ? oneLine(String(failCode)) : '';
  const reason = withoutStop(failMsg ?? '') || (code ? `code ${code}` : 'no reason was given');
  return new TranscriptionError(
    `Apikley could not transcribe the recording: ${reason} (task ID ${taskId}).`,
    {
      code: 'taskFailed',
      taskId,
      description:
        'Check that the file plays and contains speech. If it does, run the workflow again: the node does not retry a failed task by itself.',
    },
  );
}
