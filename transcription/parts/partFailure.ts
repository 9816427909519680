import type { TranscriptionError } from '../errors';
import type { PartRange } from '../tasks/submitEntry';
import { joinSentences } from '../tasks/taskErrors';
import { stretchName } from './partName';

export interface FailedPart {
  /** Which part failed, from 0. */
  index: number;
  /** All parts of the recording, in order. */
  ranges: readonly PartRange[];
  /** The task ID of the parts that are not lost. */
  taskId?: string | undefined;
  /** The texts of the parts that are not lost, where there are no tasks. */
  answer?: string | undefined;
}

/**
 * The error of a recording of which a part failed. It is the part's own error, with where in the recording it belongs
 * and what is left of the others.
 */
export function partFailure(
  error: TranscriptionError,
  { index, ranges, taskId, answer }: FailedPart,
): TranscriptionError {
  const { startSeconds = 0, endSeconds } = ranges[index] ?? {};
  const where = `Part ${index + 1} of ${ranges.length} of the recording (${stretchName(startSeconds, endSeconds)})`;
  // In the text as well, because n8n leaves nothing else of some errors.
  const others =
    taskId &&
    `The other parts are not lost: fetch them with the operation Get Transcript and the task ID ${taskId}.`;
  const answers = [answer && `the transcripts of the other parts: ${answer}`, error.answer];
  const inParts = ranges.length > 1;
  return error.with(inParts ? `${where} failed: ${error.message}` : error.message, {
    description: joinSentences(inParts ? ofPart(error.description) : error.description, others),
    taskId: taskId ?? error.taskId,
    answer: answers.filter(Boolean).join('\n\n') || undefined,
  });
}

/** What providers say of a request is not true of the recording, whose other parts may have been sent. */
const ofPart = (description: string | undefined) =>
  description?.replace(/\bNothing was (?=(?:submitted|transcribed|sent)\b)/g, 'This part was not ');
