import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { staticDataKeys } from '../shared/nodeContext';

/** Callbacks of one task come within minutes of each other; this many tasks outlast that on any server. */
const remembered = 1_000;

const idsSchema = z.array(z.string()).catch([]);

/** What this process has delivered, which n8n's storage may not know: it keeps the list of whichever request ends last. */
const delivered = new Set<string>();

/** Tells a task of one trigger from the same task of another. */
export function taskKey(context: IWebhookFunctions, taskId: string): string {
  return JSON.stringify([context.getWorkflow().id, context.getNode().id, taskId]);
}

/**
 * Whether the workflow was started for a task before. That is kept with the workflow, so it outlives a restart. Where
 * several processes are called back about one task at the same moment, each may be the first.
 */
export function wasDelivered(context: IWebhookFunctions, taskId: string): boolean {
  return delivered.has(taskKey(context, taskId)) || seenTasks(context).includes(taskId);
}

/** Takes note of it. To be called right before the workflow is started, with nothing in between that could fail. */
export function markDelivered(context: IWebhookFunctions, taskId: string): void {
  const seen = [...seenTasks(context), taskId].slice(-remembered);
  context.getWorkflowStaticData('node')[staticDataKeys.seenTasks] = seen;
  delivered.add(taskKey(context, taskId));
  const [oldest = ''] = delivered;
  if (delivered.size > remembered) delivered.delete(oldest);
}

function seenTasks(context: IWebhookFunctions): string[] {
  return idsSchema.parse(context.getWorkflowStaticData('node')[staticDataKeys.seenTasks]);
}
