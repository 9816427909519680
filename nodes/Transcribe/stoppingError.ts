import type { IExecuteFunctions } from 'n8n-workflow';
import { itemOfKey, tasksIn, transcriptsIn, unclearIn } from '../../transcription/tasks/submitLedger';
import { nodeMemory } from './nodeMemory';
import { StoppedByOtherItem, type Outcome } from './outcome';

/** The failure that stops the workflow: the first one not caused by another item's failure. */
export function firstFailure(outcomes: Outcome[]): { itemIndex: number; error: unknown } {
  const failures = outcomes.flatMap((outcome, itemIndex) =>
    outcome.ok ? [] : [{ itemIndex, error: outcome.error }],
  );
  const cause = failures.find(({ error }) => !(error instanceof StoppedByOtherItem)) ?? failures[0];
  if (cause === undefined) throw new TypeError('there is no failure among the outcomes');
  return cause;
}

/**
 * What was paid for other items before the workflow stopped, and how to get it.
 *
 * @returns sentences for the error, or undefined if nothing was paid
 */
export function paidForOthers(execution: IExecuteFunctions, failedIndex: number): string | undefined {
  const store = nodeMemory(execution);
  const tasks = tasksIn(store).filter(({ key }) => itemOfKey(key) !== String(failedIndex));
  const list = tasks.map(({ key, taskId }) => `item ${key}: ${taskId}`).join(', ');
  const received = transcriptsIn(store);
  const unclear = unclearIn(store).filter((key) => itemOfKey(key) !== String(failedIndex));
  const sentences = [
    tasks.length > 0 &&
      `Tasks of other items were submitted and are not lost; fetch their transcripts with the operation Get Transcript (${list}).`,
    received > 0 &&
      `Transcripts of other items that were already received: ${received}. They are kept with this execution; retry it in the list of executions, or switch on Retry On Fail. A new run would pay for them again.`,
    unclear.length > 0 &&
      `Other items were sent and their answers were lost, so they may have been charged although there is nothing to fetch. Check your account before you run them anew (items ${unclear.join(', ')}).`,
  ];
  return sentences.filter(Boolean).join(' ') || undefined;
}
