import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { staticDataKeys } from '../shared/nodeContext';

/** A task's callbacks arrive within minutes of each other. No server completes this many tasks in that time. */
const remembered = 1_000;

const idsSchema = z.array(z.string()).catch([]);

/** What this process has delivered. n8n's storage may miss some: it keeps the list of whichever request ends last. */
const delivered = new Set<string>();

/** Distinguishes a trigger from others, also of the same workflow. */
export function triggerKey(context: IWebhookFunctions): string {
  return JSON.stringify(identityOf(context));
}

/** Distinguishes a task of one trigger from the same task of another. */
export function taskKey(context: IWebhookFunctions, taskId: string): string {
  return JSON.stringify([...identityOf(context), taskId]);
}

const identityOf = (context: IWebhookFunctions) => [context.getWorkflow().id, context.getNode().id];

/**
 * Whether the workflow was already started for a task. This is stored with the workflow, so it survives a restart. If
 * several processes are called back about one task at the same moment, each may start the workflow.
 */
export function wasDelivered(context: IWebhookFunctions, taskId: string): boolean {
  return delivered.has(taskKey(context, taskId)) || seenTasks(context).includes(taskId);
}

/** Call this right before the workflow is started, with nothing in between that could fail. */
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
