import { z } from 'zod';
import type { Account } from '../../../nodes/shared/account';
import { apikleyPollPolicy, apikleyReadPace, apikleySubmitPace } from '../../../providers/apikley/options';
import { TranscriptionError } from '../../../transcription/errors';
import type { TaskStatus } from '../../../transcription/tasks/task';
import { createPacer } from '../../../transcription/calls/pace';
import type { TaskProvider } from '../../../transcription/provider';
import { clock } from './smallN8n';

/* Replaces the provider with a list of tasks. Test files mock `readingProvider` with `reader`. */

const provider = z.custom<TaskProvider>();

type Read = TaskStatus | TranscriptionError | Promise<TaskStatus>;

/** The provider's answers, by task ID; any other task is not found. */
export const tasks = new Map<string, () => Read>();

/** The tasks that were read, in order. */
export const asked: string[] = [];

/** When each was last read, since the start. */
export const askedAtMs = new Map<string, number>();

export const completed = (text = 'Hello.'): TaskStatus => ({
  state: 'completed',
  transcript: { provider: 'apikley', model: 'elevenlabs/speech-to-text', status: 'completed', text },
});

export const unavailable = (message = 'Apikley is under maintenance.') =>
  new TranscriptionError(message, { code: 'maintenance', retryable: true });

export function newAccount(): Account {
  return {
    reads: createPacer(apikleyReadPace, clock),
    submits: () => createPacer(apikleySubmitPace, clock),
  };
}

/** The account that webhooks read with at present. */
export const current = { account: newAccount() };

export const reader = async () =>
  await Promise.resolve({
    account: current.account,
    provider: provider.parse({
      id: 'apikley',
      pollPolicy: apikleyPollPolicy,
      read: async (taskId: string): Promise<TaskStatus> => {
        asked.push(taskId);
        askedAtMs.set(taskId, clock.elapsedMs);
        const read = await (tasks.get(taskId)?.() ?? { state: 'notFound' as const });
        if (read instanceof TranscriptionError) throw read;
        return read;
      },
    }),
  });
