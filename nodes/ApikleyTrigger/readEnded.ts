import type { IDataObject } from 'n8n-workflow';
import { TranscriptionError } from '../../transcription/errors';
import { createPacer } from '../../transcription/pace';
import { defaultPollPolicy, pollUntilDone } from '../../transcription/poll';
import type { JobProvider } from '../../transcription/provider';
import { systemClock } from '../shared/clock';
import { failureOutput } from '../shared/items';
import { type OutputOptions, transcriptOutput } from '../shared/transcriptOutput';

/** A callback says that the task has ended; if it cannot be read for so long, something is out of order. */
const readWithinMs = 10 * 60_000;

/** At most 10 requests a second for an account. */
const pacer = createPacer({ starts: 10, perMs: 1_000 }, systemClock);

/**
 * Reads a task that is said to have ended, and waits out what keeps it from being read.
 *
 * @returns the transcript, or the failure, as an item shows it
 * @throws TranscriptionError when neither could be had
 */
export async function readEnded(
  provider: JobProvider,
  taskId: string,
  options: OutputOptions,
): Promise<IDataObject> {
  const now = systemClock.now();
  const task = { taskId, submittedAtMs: now };
  const first = await provider.read(taskId).catch(() => undefined);
  if (first?.state === 'completed') return transcriptOutput(first.transcript, options);
  const transcript =
    first?.state === 'failed'
      ? Promise.reject(first.error)
      : pollUntilDone(task, (id) => provider.read(id), defaultPollPolicy, {
          clock: systemClock,
          pacer,
          deadlineMs: now + readWithinMs,
        });
  return await transcript.then(
    (ready) => transcriptOutput(ready, options),
    (error: unknown) => {
      const over = error instanceof TranscriptionError && ['taskFailed', 'badAnswer'].includes(error.code);
      if (!over) throw error;
      return { provider: provider.id, ...failureOutput(error, false) };
    },
  );
}
