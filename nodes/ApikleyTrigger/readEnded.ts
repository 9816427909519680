import { TranscriptionError } from '../../transcription/errors';
import type { EndedTask } from '../../transcription/fanIn';
import { createPacer } from '../../transcription/pace';
import { defaultPollPolicy, pollUntilDone } from '../../transcription/poll';
import type { JobProvider } from '../../transcription/provider';
import { systemClock } from '../shared/clock';

/** A callback says that the task has ended; if it cannot be read for so long, something is out of order. */
const readWithinMs = 10 * 60_000;

/** At most 10 requests a second for an account. */
const pacer = createPacer({ starts: 10, perMs: 1_000 }, systemClock);

/**
 * Reads a task that is said to have ended, and waits out what keeps it from being read.
 *
 * @throws TranscriptionError when neither a transcript nor a failure could be had
 */
export async function readEnded(provider: JobProvider, taskId: string): Promise<EndedTask> {
  const now = systemClock.now();
  const task = { taskId, submittedAtMs: now };
  const first = await provider.read(taskId).catch(() => undefined);
  if (first?.state === 'completed' || first?.state === 'failed') return first;
  const reading = pollUntilDone(task, (id) => provider.read(id), defaultPollPolicy, {
    clock: systemClock,
    pacer,
    deadlineMs: now + readWithinMs,
  });
  return await reading.then(
    (transcript): EndedTask => ({ state: 'completed', transcript }),
    (error: unknown): EndedTask => {
      const over = error instanceof TranscriptionError && ['taskFailed', 'badAnswer'].includes(error.code);
      if (!over) throw error;
      return { state: 'failed', error };
    },
  );
}
