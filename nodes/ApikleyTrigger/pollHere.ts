import { TranscriptionError } from '../../transcription/errors';
import type { EndedTask } from '../../transcription/tasks/finality';
import { pollUntilEnded } from '../../transcription/tasks/poll';
import type { PollPolicy } from '../../transcription/tasks/pollPolicy';
import type { TaskProvider } from '../../transcription/provider';
import type { Account } from '../shared/account';
import { detachedClock } from '../shared/clock';
import { takeTurn, type TurnOwner } from '../shared/webhooks/slots';
import { waitAtMostMs } from './comeBack';

/** Waits at once. Each keeps a webhook open, and with it a sandbox of 8 MB. */
const most = 8;
const mostOfAWorkflow = 4;

/** Polls a new task as often as its provider advises; after that, about as often as n8n would otherwise call itself. */
const rhythmOf = ({ stages: [first] }: PollPolicy): PollPolicy => ({
  stages: [
    first,
    { untilAgeMs: 300_000, everyMs: 20_000 },
    { untilAgeMs: Number.POSITIVE_INFINITY, everyMs: 300_000 },
  ],
});

/** The workflow IDs of the current waits. */
const waiting: Array<string | undefined> = [];

/**
 * Waits for a task within a webhook, for an n8n that can't call itself. A turn is taken only for each read.
 *
 * @returns undefined if too many are already waiting
 * @throws TranscriptionError if the task doesn't end within a day
 */
export async function pollHere(
  taskId: string,
  { provider, account }: { provider: TaskProvider; account: Account },
  owner: TurnOwner,
): Promise<EndedTask | undefined> {
  const { workflowId } = owner;
  const ofTheWorkflow = waiting.filter((other) => other === workflowId);
  if (waiting.length >= most || ofTheWorkflow.length >= mostOfAWorkflow) return undefined;
  waiting.push(workflowId);
  const submittedAtMs = detachedClock.now();
  const read = async (id: string) => {
    const giveBack = takeTurn(owner);
    if (giveBack === undefined) throw noTurn();
    try {
      return await provider.read(id);
    } finally {
      giveBack();
    }
  };
  try {
    const inTurn = { read, pollPolicy: rhythmOf(provider.pollPolicy) };
    return await pollUntilEnded(
      inTurn,
      { taskId, submittedAtMs },
      {
        clock: detachedClock,
        pacer: account.reads,
        deadlineMs: submittedAtMs + waitAtMostMs,
      },
    );
  } finally {
    waiting.splice(waiting.indexOf(workflowId), 1);
  }
}

function noTurn(): TranscriptionError {
  return new TranscriptionError('This n8n had too many callbacks to handle at once.', {
    code: 'unavailable',
    retryable: true,
  });
}
