import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';

/** Callbacks of one task come within minutes of each other; this many tasks outlast that on any server. */
const remembered = 1_000;

const idsSchema = z.array(z.string()).catch([]);

/** Tasks of this process that n8n's storage may not know: it keeps the list of whichever request ends last. */
const underWay = new Map<string, Promise<unknown>>();
const delivered = new Set<string>();

/**
 * Runs `act` unless the task was acted upon before. What was is kept with the workflow, so it outlives a
 * restart. Should `act` fail, or come to nothing, the next callback of the task counts as the first.
 *
 * @returns undefined for a task that was seen before, or when `act` came to nothing
 * @throws what `act` throws, to all who came meanwhile
 */
export async function oncePerTask<T>(
  context: IWebhookFunctions,
  taskId: string,
  act: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const stored = context.getWorkflowStaticData('node');
  const key = `${String(context.getWorkflow().id)}/${context.getNode().id}/${taskId}`;
  const seen = () => idsSchema.parse(stored.seenTasks);
  const other = underWay.get(key);
  if (other !== undefined) {
    await other;
    return undefined;
  }
  if (delivered.has(key) || seen().includes(taskId)) return undefined;
  const acting = act();
  underWay.set(key, acting);
  try {
    const result = await acting;
    if (result === undefined) return undefined;
    stored.seenTasks = [...seen(), taskId].slice(-remembered);
    delivered.add(key);
    const [oldest] = delivered;
    if (delivered.size > remembered && oldest !== undefined) delivered.delete(oldest);
    return result;
  } finally {
    underWay.delete(key);
  }
}
