import { TranscriptionError } from '../../../transcription/errors';
import { endedRecording } from '../../../transcription/parts/endedRecording';
import type { TaskProvider } from '../../../transcription/provider';
import { boughtNothing, type EndedTask } from '../../../transcription/tasks/finality';
import { type PollContext, pollUntilEnded } from '../../../transcription/tasks/poll';
import type { SubmittedTask } from '../../../transcription/tasks/task';
import { ofRecording, withTask } from '../../../transcription/tasks/taskErrors';
import type { Transcript } from '../../../transcription/transcript';
import type { Sent } from './sendRecording';
import { taskOf } from './submittedParts';

/**
 * Waits for the tasks of a recording, and joins their transcripts.
 *
 * @throws TranscriptionError with the task ID of the recording, or of the parts that are completed
 */
export async function waitForParts(
  provider: TaskProvider,
  sent: ReadonlyArray<Sent<SubmittedTask>>,
  context: PollContext,
): Promise<Transcript> {
  const { taskId } = taskOf(sent);
  const ended = new Map<string, EndedTask>();
  const waits = await Promise.allSettled(
    sent.map(async ({ value, ledger }) => {
      const part = await pollUntilEnded(provider, value, context);
      ended.set(value.taskId, part);
      // Such a task cost nothing and has no transcript, so a retry must submit again.
      if (part.state === 'failed' && boughtNothing(part.error)) ledger.forget();
    }),
  );
  const recording = endedRecording(taskId, ended);
  if (recording?.state === 'completed') return recording.transcript;
  if (recording?.state === 'failed') throw withTask(recording.error, taskId);
  const reasons = waits.flatMap((wait): unknown[] => (wait.status === 'rejected' ? [wait.reason] : []));
  const reason = reasons.find((error) => !(error instanceof TranscriptionError)) ?? reasons[0];
  throw reason instanceof TranscriptionError ? ofRecording(reason, taskId) : reason;
}
