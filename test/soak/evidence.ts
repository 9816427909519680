import { ZodError } from 'zod';
import { RestError } from '../../playground/restConnection';
import { createLimiter } from '../../transcription/calls/limit';
import type { BenchN8n } from '../bench/bench';
import { type FoundExecution, foundWithoutData, readFound } from './execution';
import { triggerNode, type Workflows } from './workflows';

/** More parallel readers don't make n8n any faster. */
const readers = 6;

/** Reads all executions, and keeps what the ledger needs. */
export async function readExecutions(
  { rest }: BenchN8n,
  { triggerId }: Pick<Workflows, 'triggerId'>,
): Promise<FoundExecution[]> {
  const [newest] = await rest.executions();
  const limit = createLimiter(readers);
  // Execution IDs are consecutive numbers.
  const ids = Array.from({ length: Number(newest?.id ?? 0) }, (_, before) => String(before + 1));
  const found = await Promise.all(ids.map((id) => limit(() => readOne(rest, id, triggerId))));
  return found.flatMap((execution) => execution ?? []);
}

async function readOne(
  rest: BenchN8n['rest'],
  id: string,
  triggerId: string,
): Promise<FoundExecution | undefined> {
  try {
    const execution = await rest.execution(id);
    const isTrigger = execution.workflowId === triggerId;
    return isTrigger
      ? readFound(execution, triggerNode, 'After')
      : readFound(execution, 'Node Under Test', 'Success');
  } catch (error) {
    if (!isWithoutData(error)) throw error;
    const summary = await rest.executionSummary(id);
    return summary && foundWithoutData(summary);
  }
}

/** n8n finds no data or incomplete data. */
const isWithoutData = (error: unknown): boolean =>
  (error instanceof RestError && error.status === 404) ||
  error instanceof ZodError ||
  error instanceof SyntaxError;

const submitted = /Transcribe submitted the task (\S+) to/g;

/** The tasks whose IDs are in n8n's log. */
export function loggedTasks(log: string): Set<string> {
  return new Set([...log.matchAll(submitted)].flatMap(([, taskId]) => taskId ?? []));
}
