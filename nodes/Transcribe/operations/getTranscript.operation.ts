import { TranscriptionError } from '../../../transcription/errors';
import { endedRecording } from '../../../transcription/parts/endedRecording';
import { isPlain, partsOfTaskId, recordingSecondsOfTaskId } from '../../../transcription/parts/partsTaskId';
import { defaultFinalityPolicy, type EndedTask, TaskWatch } from '../../../transcription/tasks/finality';
import type { TaskStatus } from '../../../transcription/tasks/task';
import { pollUntilEnded } from '../../../transcription/tasks/poll';
import type { TaskProvider, TranscriptionProvider } from '../../../transcription/provider';
import { notFound, ofRecording, waitNote, withTask } from '../../../transcription/tasks/taskErrors';
import { systemClock } from '../../shared/clock';
import { withoutQueries } from '../../shared/nodeErrors';
import { pendingOutput } from '../../shared/output/pendingOutput';
import { withLength } from '../../shared/output/withLength';
import { transcriptItem } from '../../shared/output/transcriptItem';
import type { Done } from '../outcome';
import { readTaskParameters, type TaskParameters } from '../parameters';
import type { Run } from '../run';
import { type EarlierOutput, earlierOutput } from './earlierOutput';
import type { Operation } from './operation';

/** The advice for a task that could not be read or is not ready. */
const howToGoOn = 'Nothing is lost: run this step again later, which costs nothing.';

/** Twice the time in which an empty result may still be filled. */
const fillsWithinMs = 2 * defaultFinalityPolicy.emptyMs;

/**
 * The transcript of a task submitted earlier, or its state while it is still running. A complete item passes through
 * unchanged, with its files: after a Transcribe node, only the items still open are fetched.
 */
export const getTranscript: Operation = (run, itemIndex) => {
  const earlier = earlierOutput(run.execution.getInputData()[itemIndex]);
  if (earlier.isFinalFailure) return () => Promise.resolve(earlier.item);
  const parameters = readTaskParameters(run.execution, itemIndex);
  if (earlier.holdsAll(parameters.taskId, parameters.output)) return () => Promise.resolve(earlier.item);
  const provider = requireTaskProvider(run.providerFor());
  return async () => await done(run, provider, parameters, earlier, await readAll(run, provider, parameters));
};

/** Reads a task; of a recording in parts, the task of each. */
async function readAll(run: Run, provider: TaskProvider, parameters: TaskParameters): Promise<TaskStatus> {
  const { taskId } = parameters;
  const parts = partsOfTaskId(taskId);
  if (isPlain(parts)) return await read(run, provider, parameters);
  const reads = await Promise.allSettled(
    parts.map(
      async (part) =>
        [part.taskId, await read(run, provider, { ...parameters, taskId: part.taskId })] as const,
    ),
  );
  const statuses = reads.map((part) => {
    if (part.status === 'fulfilled') return part.value;
    const reason: unknown = part.reason;
    throw reason instanceof TranscriptionError ? ofRecording(reason, taskId) : reason;
  });
  const ended = statuses.flatMap(([id, status]) => {
    const part = endOf(status, id);
    return part === undefined ? [] : [[id, part] as const];
  });
  const recording = endedRecording(taskId, new Map(ended));
  if (recording?.state !== 'failed') return recording ?? { state: 'running' };
  // A later attempt may find such a part, so it must not disappear from the ID.
  const mayChange = statuses.some(([, { state }]) => state === 'unreadable' || state === 'notFound');
  return mayChange ? { state: 'failed', error: ofRecording(recording.error, taskId) } : recording;
}

/** A part whose result is missing or unreadable is not waited for any longer. */
function endOf(status: TaskStatus, taskId: string): EndedTask | undefined {
  switch (status.state) {
    case 'completed':
    case 'failed':
      return status;
    case 'empty':
      return { state: 'completed', transcript: status.transcript };
    case 'unreadable':
      return { state: 'failed', error: status.error };
    case 'notFound':
      return { state: 'failed', error: notFound(taskId) };
    case 'running':
      return undefined;
  }
}

async function read(run: Run, provider: TaskProvider, parameters: TaskParameters): Promise<TaskStatus> {
  const { taskId, wait } = parameters;
  const first = await run
    .retry(async () => {
      const status = await run.pollPacer.run(() => provider.read(taskId), run.signal);
      // The result file may be readable on the next try.
      if (status.state === 'unreadable') throw stillUnreadable(status.error, provider.name);
      return status;
    })
    .catch((error: unknown): TaskStatus => {
      if (!(error instanceof TranscriptionError)) throw error;
      // A wrong key stays wrong; a retryable problem passes.
      if (wait && error.retryable) return { state: 'running' };
      throw withTask(error, taskId, howToGoOn);
    });
  if (wait) return await untilEnded(run, provider, parameters, first);
  // The text may follow in a moment, so an empty transcript isn't returned yet.
  return first.state === 'empty'
    ? await untilEnded(run, provider, { ...parameters, waitAtMostMs: fillsWithinMs }, first)
    : first;
}

async function untilEnded(
  run: Run,
  provider: TaskProvider,
  { taskId, waitAtMostMs, pollIntervalMs }: TaskParameters,
  first: TaskStatus,
): Promise<TaskStatus> {
  const now = systemClock.now();
  const ended = new TaskWatch({ taskId }).judge(first, now);
  if (ended !== undefined) return ended;
  return await pollUntilEnded(
    provider,
    { taskId, submittedAtMs: now },
    {
      clock: systemClock,
      pacer: run.pollPacer,
      deadlineMs: now + waitAtMostMs,
      everyMs: pollIntervalMs,
      signal: run.signal,
      howToGoOn,
    },
  );
}

async function done(
  run: Run,
  provider: TaskProvider,
  { taskId, output }: TaskParameters,
  earlier: EarlierOutput,
  status: TaskStatus,
): Promise<Done> {
  const seconds = recordingSecondsOfTaskId(taskId) ?? earlier.durationSecondsOf(taskId);
  const recording = earlier.recordingOf(taskId);
  switch (status.state) {
    case 'completed':
    case 'empty':
      return await transcriptItem(
        run.execution.helpers,
        withLength(status.transcript, seconds),
        output,
        recording,
      );
    case 'running': {
      const warning = waitNote({ problem: undefined, unknownState: status.unknownState });
      const json = pendingOutput(provider.id, { taskId, durationSeconds: seconds, recording });
      return { json: { ...json, ...(warning && { warning: withoutQueries(warning) }) } };
    }
    case 'failed':
      if (status.error.facts.task === 'unreadable') throw stillUnreadable(status.error, provider.name);
      // The item already holds this failure.
      if (earlier.isFailureOf(taskId)) return earlier.item;
      throw status.error;
    case 'unreadable':
      throw stillUnreadable(status.error, provider.name);
    case 'notFound':
      throw notFound(taskId);
  }
}

/** The provider's own advice is to use this very operation. */
function stillUnreadable(error: TranscriptionError, providerName: string): TranscriptionError {
  return new TranscriptionError(error.message, {
    code: error.code,
    taskId: error.taskId,
    retryable: true,
    description: `The task is done and paid for: do not submit the recording again. ${howToGoOn} If it stays unreadable, ask ${providerName} for the result of the task.`,
    cause: error,
  });
}

function requireTaskProvider(provider: TranscriptionProvider): TaskProvider {
  if (provider.kind === 'task') return provider;
  throw new TranscriptionError(`${provider.name} answers at once and keeps no tasks to fetch later.`, {
    code: 'invalidInput',
    description: 'Set Provider to the one that the task was submitted to.',
  });
}
