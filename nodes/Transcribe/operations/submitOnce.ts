import type { TaskProvider, TranscriptionProvider } from '../../../transcription/provider';
import type { SubmittedTask } from '../../../transcription/tasks/task';
import { suspendsIn } from '../parameters';
import type { Run } from '../run';
import type { PreparedRequest } from './preparedRequest';
import { sendRecording, type Sent } from './sendRecording';
import { othersOf, taskIdOfSome } from './submittedParts';

/** Submits the recording, unless an earlier run of this execution has done so: as one task, or as one for each part. */
export async function submitOnce(run: Run, prepared: PreparedRequest): Promise<Array<Sent<SubmittedTask>>> {
  const { mode, callbackUrl } = prepared.parameters;
  // If n8n is killed before the node has ended, the log is all that is left of what was paid.
  const log = (taskId: string) =>
    run.execution.logger.info(`Transcribe submitted the task ${taskId} to ${prepared.provider.name}`);
  return await sendRecording<SubmittedTask>(run, prepared, {
    known: ({ task }) => task,
    buy: async ({ provider, request, ledger, isPart }) => {
      const task = await keepsTasks(provider).submit(request);
      ledger.rememberTask(task);
      if (!isPart) log(task.taskId);
      return task;
    },
    // By its own ID, the transcript of a part would pass for that of the recording.
    noteParts: (parts, recordingSeconds) => log(taskIdOfSome(parts, recordingSeconds)),
    kept: (parts, recordingSeconds) =>
      parts.length === 0 ? {} : { taskId: taskIdOfSome(parts, recordingSeconds) },
    // An Apikley Trigger starts a workflow for the recording, not for each of its parts.
    lastCallbackUrl:
      callbackUrl === undefined || suspendsIn[mode]
        ? undefined
        : (others, last) =>
            prepared.callbackUrlWith({ parts: { ...last, others: othersOf(others) } }) ?? callbackUrl,
  });
}

function keepsTasks(provider: TranscriptionProvider): TaskProvider {
  if (provider.kind === 'task') return provider;
  throw new TypeError(`${provider.name} keeps no tasks`);
}
