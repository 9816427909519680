import type { IExecuteFunctions } from 'n8n-workflow';
import { tasksIn } from '../../transcription/submitLedger';
import { nodeMemory } from '../shared/nodeMemory';
import { Halted, type Outcome } from './outcome';

/** The failure that stops the workflow: the first that is not merely the consequence of another. */
export function firstFailure(outcomes: Outcome[]): { itemIndex: number; error: unknown } {
  const failures = outcomes.flatMap((outcome, itemIndex) =>
    outcome.ok ? [] : [{ itemIndex, error: outcome.error }],
  );
  const cause = failures.find(({ error }) => !(error instanceof Halted)) ?? failures[0];
  if (cause === undefined) throw new TypeError('there is no failure among the outcomes');
  return cause;
}

/**
 * The tasks of the other items, which go on at the provider although the workflow stops here.
 *
 * @returns a sentence for the error, or undefined when there are none
 */
export function otherTasks(execution: IExecuteFunctions, failedIndex: number): string | undefined {
  const tasks = tasksIn(nodeMemory(execution)).filter(({ key }) => key !== String(failedIndex));
  if (tasks.length === 0) return undefined;
  const list = tasks.map(({ key, taskId }) => `item ${key}: ${taskId}`).join(', ');
  return `Tasks of other items were submitted and are not lost; fetch their transcripts with the operation Get Transcript (${list}).`;
}
