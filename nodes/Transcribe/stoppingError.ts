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
 * What was paid before the workflow stopped, apart from what the failure itself says, and how to get it.
 *
 * @returns sentences for the error, or undefined if nothing was paid
 */
export function paidForOthers(execution: IExecuteFunctions, failedIndex: number): string | undefined {
  const store = nodeMemory(execution);
  const tasks = tasksIn(store).filter(({ key }) => key !== String(failedIndex));
  const list = tasks.map(({ key, taskId }) => `item ${key}: ${taskId}`).join(', ');
  const received = transcriptsIn(store);
  const ownParts = received.filter((key) => itemOfKey(key) === String(failedIndex)).length;
  const ofOthers = itemsOf(received, failedIndex).length;
  const unclear = itemsOf(unclearIn(store), failedIndex);
  const again = howToRetry(unclearIn(store).length > 0);
  const sentences = [
    tasks.length > 0 &&
      `Tasks of other items were submitted and are not lost; fetch their transcripts with the operation Get Transcript (${list}).`,
    ownParts > 0 &&
      `Parts of this recording whose transcripts were already received: ${ownParts}. They are kept with this execution, so a retry pays only for the others: ${again}.`,
    ofOthers > 0 &&
      `Transcripts of other items that were already received: ${ofOthers}. They are kept with this execution: ${again}. A new run would pay for them again.`,
    unclear.length > 0 &&
      `Other items were sent and their answers were lost, so they may have been charged although there is nothing to fetch. Check your account before you run them again (items ${unclear.join(', ')}).`,
  ];
  return sentences.filter(Boolean).join(' ') || undefined;
}

/** @param isStuck whether something is never sent again in this execution, so that every retry would stop there */
const howToRetry = (isStuck: boolean): string =>
  isStuck
    ? 'set On Error in the settings of this node to Continue (using error output), save the workflow, and choose "Retry with currently saved workflow" in the list of executions'
    : 'retry it in the list of executions, or switch on Retry On Fail';

/** The items of which a ledger has an entry, or several for parts, except for the one that failed, in order. */
function itemsOf(keys: readonly string[], failedIndex: number): number[] {
  const items = new Set(keys.map((key) => Number(itemOfKey(key))));
  return [...items].filter((item) => item !== failedIndex).sort((one, other) => one - other);
}
