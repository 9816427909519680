import { ZodError } from 'zod';
import { RestError } from '../../playground/restConnection';
import type { BenchN8n } from '../bench/bench';
import { type FoundExecution, foundWithoutData, readFound } from './execution';
import { triggerNode, type Workflows } from './workflows';

/** Reads all executions there are, one after the other, and keeps of each what the ledger asks for. */
export async function readExecutions(
  { rest }: BenchN8n,
  { triggerId }: Pick<Workflows, 'triggerId'>,
): Promise<FoundExecution[]> {
  const [newest] = await rest.executions();
  const found: FoundExecution[] = [];
  // n8n numbers them.
  for (let id = 1; id <= Number(newest?.id ?? 0); id++) {
    const summary = await rest.executionSummary(String(id));
    if (summary === undefined) continue;
    const [node, next] =
      summary.workflowId === triggerId ? [triggerNode, 'After'] : ['Node Under Test', 'Success'];
    try {
      found.push(readFound(await rest.execution(summary.id), node, next));
    } catch (error) {
      if (!isWithoutData(error)) throw error;
      found.push(foundWithoutData(summary));
    }
  }
  return found;
}

/** n8n finds no data, or what it finds is not whole. */
const isWithoutData = (error: unknown): boolean =>
  (error instanceof RestError && error.status === 404) ||
  error instanceof ZodError ||
  error instanceof SyntaxError;

const submitted = /Transcribe submitted the task (\S+) to/g;

/** The tasks whose IDs n8n has written into its log. */
export function loggedTasks(log: string): Set<string> {
  return new Set([...log.matchAll(submitted)].flatMap(([, taskId]) => taskId ?? []));
}
