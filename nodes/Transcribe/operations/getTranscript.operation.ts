import { TranscriptionError } from '../../../transcription/errors';
import type { JobProvider, TranscriptionProvider } from '../../../transcription/provider';
import { notFound } from '../../../transcription/taskErrors';
import { pendingOutput, transcriptOutput } from '../../shared/transcriptOutput';
import { readTaskParameters } from '../parameters';
import type { Operation } from './operation';

/** The transcript of a task that was submitted before, or its state while it is still running. */
export const getTranscript: Operation = (run, itemIndex) => {
  const { taskId, output } = readTaskParameters(run.execution, itemIndex);
  const provider = keeperOfTasks(run.providerFor());
  return async () => {
    const job = await run.retry(() => provider.read(taskId));
    switch (job.state) {
      case 'completed':
        return { json: transcriptOutput(job.transcript, output) };
      case 'running':
        return { json: pendingOutput(provider.id, { taskId }) };
      case 'failed':
        throw job.error;
      case 'notFound':
        throw notFound(taskId);
    }
  };
};

function keeperOfTasks(provider: TranscriptionProvider): JobProvider {
  if (provider.kind === 'job') return provider;
  throw new TranscriptionError(`${provider.name} answers at once and keeps no tasks to fetch later.`, {
    code: 'invalidInput',
    description: 'Set Provider to the one that the task was submitted to.',
  });
}
