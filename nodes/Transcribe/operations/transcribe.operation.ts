import type { TaskProvider } from '../../../transcription/provider';
import type { SubmittedTask } from '../../../transcription/tasks/task';
import { systemClock } from '../../shared/clock';
import { pendingOutput } from '../../shared/output/pendingOutput';
import { transcriptItem } from '../../shared/output/transcriptItem';
import type { Done } from '../outcome';
import { suspendsIn } from '../parameters';
import type { Run } from '../run';
import type { Operation } from './operation';
import { type PreparedRequest, prepareRequest } from './preparedRequest';
import { recordingSeconds, withKnownLength } from './recordingLength';
import { requestOnce } from './requestOnce';
import type { Sent } from './sendRecording';
import { taskOf } from './submittedParts';
import { submitOnce } from './submitOnce';
import { waitForParts } from './waitForParts';

/** Returns the recording's transcript; with Submit Only, its task ID. */
export const transcribe: Operation = async (run, itemIndex) => {
  const prepared = await prepareRequest(run, itemIndex);
  const { provider, parameters, recording } = prepared;
  return async () => {
    switch (provider.kind) {
      case 'request': {
        const transcript = await requestOnce(run, prepared, (sender, request) => sender.transcribe(request));
        return await transcriptItem(run.execution.helpers, transcript, parameters.output, recording);
      }
      case 'task':
        return await goOn(await submitOnce(run, prepared), run, prepared, provider);
    }
  };
};

/** Continues as the mode asks once the tasks exist. */
async function goOn(
  sent: ReadonlyArray<Sent<SubmittedTask>>,
  run: Run,
  prepared: PreparedRequest,
  provider: TaskProvider,
): Promise<Done> {
  const { mode, output, waitAtMostMs, pollIntervalMs } = prepared.parameters;
  const { recording } = prepared;
  switch (mode) {
    case 'wait': {
      const transcript = await waitForParts(provider, sent, {
        clock: systemClock,
        pacer: run.pollPacer,
        deadlineMs: systemClock.now() + waitAtMostMs,
        everyMs: pollIntervalMs,
        signal: run.signal,
      });
      const complete = await withKnownLength(transcript, prepared, sent);
      return await transcriptItem(run.execution.helpers, complete, output, recording);
    }
    case 'submit':
    case 'suspend': {
      const durationSeconds = await recordingSeconds(prepared, sent);
      const task = taskOf(sent);
      const json = pendingOutput(provider.id, { ...task, durationSeconds, recording });
      if (!suspendsIn[mode]) return { json };
      const pending = { task, output, recording, durationSeconds };
      run.readingAhead.note(pending, provider);
      return { json, pending };
    }
  }
}
