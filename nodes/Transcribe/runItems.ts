import type { IExecuteFunctions } from 'n8n-workflow';
import { forgetMemory } from './nodeMemory';
import type { Work } from './operations/operation';
import { operations } from './operations/registry';
import { StoppedByOtherItem, type Outcome } from './outcome';
import { progressOf } from './progress';
import { openRun, type Run } from './run';
import { settle } from './settle';

/**
 * Runs all items in parallel, so that none waits for another's task.
 *
 * If a failure stops the workflow, nothing is sent while any item is known to be invalid, and once one has failed, no
 * further item is submitted.
 *
 * @returns the outcomes in the order of the items
 */
export async function runItems(execution: IExecuteFunctions): Promise<Outcome[]> {
  const items = execution.getInputData();
  const opened = await settle(() => openRun(execution));
  if (!opened.ok) return items.map(() => opened);
  const run = opened.value;
  const stopOnFailure = !execution.continueOnFail();

  const prepared = await Promise.all(
    items.map((_, itemIndex) => settle(() => operations[run.parameters.operation](run, itemIndex))),
  );
  if (stopOnFailure && prepared.some(({ ok }) => !ok)) {
    return prepared.map((item) => (item.ok ? { ok: false, error: new StoppedByOtherItem() } : item));
  }

  const report = progressOf(execution, items.length);
  const outcomes = await Promise.all(
    prepared.map(async (item) => {
      const outcome = item.ok ? await finish(item.value, run, stopOnFailure) : item;
      report(outcome.ok);
      return outcome;
    }),
  );
  const suspends = outcomes.some((outcome) => outcome.ok && outcome.pending);
  const stops = stopOnFailure && outcomes.some(({ ok }) => !ok);
  run.readingAhead.end(suspends && !stops);
  const over = outcomes.every(({ ok }) => ok) || !mayRunAgain(execution, stopOnFailure);
  // n8n stores no items of a cancelled execution, so the ledger is the only record of what was paid.
  const cancelled = execution.getExecutionCancelSignal()?.aborted === true;
  if (over && !suspends && !cancelled) forgetMemory(execution);
  return outcomes;
}

/** n8n can run a node again after an error, and with Retry On Fail also if its first item holds an error. */
function mayRunAgain(execution: IExecuteFunctions, stopOnFailure: boolean): boolean {
  return stopOnFailure || execution.getNode().retryOnFail === true;
}

async function finish(work: Work, run: Run, stopOnFailure: boolean): Promise<Outcome> {
  const outcome = await settle(work);
  if (outcome.ok) return { ok: true, ...outcome.value };
  if (stopOnFailure) run.halt();
  return outcome;
}
