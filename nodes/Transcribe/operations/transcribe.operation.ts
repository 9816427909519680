import { boughtNothing } from '../../../transcription/tasks/finality';
import type { SubmittedTask } from '../../../transcription/tasks/task';
import { pollUntilDone } from '../../../transcription/tasks/poll';
import type { TaskProvider } from '../../../transcription/provider';
import type { Transcript } from '../../../transcription/transcript';
import { systemClock } from '../../shared/clock';
import { pendingOutput } from '../../shared/output/pendingOutput';
import { transcriptItem } from '../../shared/output/transcriptItem';
import type { Done } from '../outcome';
import type { Run } from '../run';
import type { Operation } from './operation';
import { type PreparedRequest, prepareRequest, withReadableAudio } from './preparedRequest';
import { requestOnce } from './requestOnce';

/** Returns the recording's transcript; with Submit Only, its task ID. */
export const transcribe: Operation = async (run, itemIndex) => {
  const prepared = await prepareRequest(run, itemIndex);
  const { provider, parameters, recording } = prepared;
  const { output } = parameters;
  return async () => {
    switch (provider.kind) {
      case 'request': {
        const transcript = await requestOnce(run, prepared, (request) => provider.transcribe(request));
        return await transcriptItem(run.execution.helpers, transcript, output, recording);
      }
      case 'task':
        return await goOn(await submitOnce(run, prepared, provider), run, prepared, provider);
    }
  };
};

/** Continues as the mode asks once the task exists. */
async function goOn(
  task: SubmittedTask,
  run: Run,
  prepared: PreparedRequest,
  provider: TaskProvider,
): Promise<Done> {
  const { mode, output } = prepared.parameters;
  const { recording } = prepared;
  switch (mode) {
    case 'wait': {
      const transcript = await waitFor(task, run, prepared, provider);
      return await transcriptItem(run.execution.helpers, transcript, output, recording);
    }
    case 'submit':
      return { json: pendingOutput(provider.id, task) };
    case 'suspend': {
      const pending = { task, output, recording };
      run.readingAhead.note(pending, provider);
      return { json: pendingOutput(provider.id, task), pending };
    }
  }
}

/** Submits the recording, unless an earlier run of this execution has done so. */
async function submitOnce(
  run: Run,
  prepared: PreparedRequest,
  provider: TaskProvider,
): Promise<SubmittedTask> {
  const { ledger } = prepared;
  if (ledger.task) return ledger.task;
  ledger.assertClear(provider.name);
  const task = await run.sending(() =>
    withReadableAudio(run, prepared, (request) => provider.submit(request)),
  );
  ledger.rememberTask(task);
  run.execution.logger.info(`Transcribe submitted the task ${task.taskId} to ${provider.name}`);
  return task;
}

async function waitFor(
  task: SubmittedTask,
  run: Run,
  { parameters, ledger }: PreparedRequest,
  provider: TaskProvider,
): Promise<Transcript> {
  const transcript = pollUntilDone(provider, task, {
    clock: systemClock,
    pacer: run.pollPacer,
    deadlineMs: systemClock.now() + parameters.waitAtMostMs,
    everyMs: parameters.pollIntervalMs,
    signal: run.signal,
  });
  return await transcript.catch((error: unknown) => {
    // Such a task cost nothing and has no transcript, so a retry must submit again.
    if (boughtNothing(error)) ledger.forget();
    throw error;
  });
}
