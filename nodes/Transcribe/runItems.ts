import type { IExecuteFunctions } from 'n8n-workflow';
import { forgetMemory } from './nodeMemory';
import type { Work } from './operations/operation';
import { operations } from './operations/registry';
import { StoppedByOtherItem, type Outcome } from './outcome';
import { openRun, type Run } from './run';

/**
 * Runs all items at the same time, none waiting behind another's task.
 *
 * Where a failure stops the workflow, nothing is sent as long as any item is known to be wrong; and once one
 * has failed, no further one is submitted.
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

  const outcomes = await Promise.all(
    prepared.map(async (item) => (item.ok ? await finish(item.value, run, stopOnFailure) : item)),
  );
  const sleeps = outcomes.some((outcome) => outcome.ok && outcome.pending);
  const stops = stopOnFailure && outcomes.some(({ ok }) => !ok);
  run.readingAhead.end(sleeps && !stops);
  const over = outcomes.every(({ ok }) => ok) || !mayRunAgain(execution, stopOnFailure);
  // Of a cancelled execution n8n stores no items: the memory is all that is left of what was paid.
  const cancelled = execution.getExecutionCancelSignal()?.aborted === true;
  if (over && !sleeps && !cancelled) forgetMemory(execution);
  return outcomes;
}

/** n8n runs a node again after an error, and with Retry On Fail also when its first item holds one. */
function mayRunAgain(execution: IExecuteFunctions, stopOnFailure: boolean): boolean {
  return stopOnFailure || execution.getNode().retryOnFail === true;
}

async function finish(work: Work, run: Run, stopOnFailure: boolean): Promise<Outcome> {
  const outcome = await settle(work);
  if (outcome.ok) return { ok: true, ...outcome.value };
  if (stopOnFailure) run.halt();
  return outcome;
}

async function settle<T>(
  work: () => T | Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; error: unknown }> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error };
  }
}
