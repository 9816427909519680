import { TranscriptionError } from '../../../transcription/errors';
import type { Job } from '../../../transcription/job';
import { defaultPollPolicy, pollUntilDone, withPollInterval } from '../../../transcription/poll';
import type { JobProvider, TranscriptionProvider } from '../../../transcription/provider';
import { notFound, withTask } from '../../../transcription/taskErrors';
import { systemClock } from '../../shared/clock';
import { pendingOutput } from '../../shared/output/pendingOutput';
import { transcriptItem } from '../../shared/output/transcriptItem';
import { readTaskParameters, type TaskParameters } from '../parameters';
import type { Run } from '../run';
import type { Operation } from './operation';

/**
 * The transcript of a task that was submitted before, or its state while it is still running. An item that
 * holds its transcript, or the reason why there is none, passes as it is, with its files: behind a suspended
 * Transcribe, only what the deadline cut off is left to fetch.
 */
export const getTranscript: Operation = (run, itemIndex) => {
  const { json: input = {}, binary } = run.execution.getInputData()[itemIndex] ?? {};
  const passOn = () => Promise.resolve({ json: input, binary });
  if (input.status === 'failed' && typeof input.error === 'string') return passOn;
  const parameters = readTaskParameters(run.execution, itemIndex);
  const { taskId, output } = parameters;
  if (input.status === 'completed' && input.taskId === taskId) return passOn;
  const provider = keeperOfTasks(run.providerFor());
  return async () => {
    const reading = run.retry(async () => {
      await run.pollPacer.take(run.signal);
      return await provider.read(taskId);
    });
    const job = await reading.catch((error: unknown) => {
      throw error instanceof TranscriptionError ? withTask(error, taskId) : error;
    });
    const ended =
      job.state === 'running' && parameters.wait ? await untilDone(run, provider, parameters) : job;
    switch (ended.state) {
      case 'completed':
        return await transcriptItem(run.execution.helpers, ended.transcript, output, undefined);
      case 'running':
        return { json: pendingOutput(provider.id, { taskId }) };
      case 'failed':
        throw ended.error;
      case 'notFound':
        throw notFound(taskId);
    }
  };
};

async function untilDone(
  run: Run,
  provider: JobProvider,
  { taskId, waitAtMostMs, pollIntervalMs }: TaskParameters,
): Promise<Job> {
  const now = systemClock.now();
  const transcript = await pollUntilDone(
    { taskId, submittedAtMs: now },
    (id) => provider.read(id),
    withPollInterval(defaultPollPolicy, pollIntervalMs),
    { clock: systemClock, pacer: run.pollPacer, deadlineMs: now + waitAtMostMs, signal: run.signal },
  );
  return { state: 'completed', transcript };
}

function keeperOfTasks(provider: TranscriptionProvider): JobProvider {
  if (provider.kind === 'job') return provider;
  throw new TranscriptionError(`${provider.name} answers at once and keeps no tasks to fetch later.`, {
    code: 'invalidInput',
    description: 'Set Provider to the one that the task was submitted to.',
  });
}
