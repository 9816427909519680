import type { IExecuteFunctions } from 'n8n-workflow';

/*
 * Every name under which these nodes keep something in n8n. Executions that sleep and workflows that are published
 * hold them across an upgrade, so a name that changes has to be read under its old form as well.
 */

/** The node's context: n8n stores it with the execution, and a retry gets a copy. */
export const contextKeys = {
  /** What a suspended execution goes on with. A node waits for one thing at a time, also in a loop. */
  suspended: 'suspended',

  /** The doorbell's secret. An execution that is retried by hand has an ID, and so a doorbell, of its own. */
  doorbell: (execution: IExecuteFunctions) => `doorbell:${execution.getExecutionId()}:${runIndex(execution)}`,

  /** What was submitted. The ID of the execution is not in it, so that a retry by hand finds what was paid before. */
  submitted: (execution: IExecuteFunctions) => `submitted:${runIndex(execution)}`,
} as const;

/** The workflow's static data: n8n stores it with the workflow. */
export const staticDataKeys = {
  /** The IDs of the tasks that the trigger has delivered. */
  seenTasks: 'seenTasks',

  /** The public keys whose tickets count. */
  ticketKeys: 'ticketKeys',
} as const;

/** A node in a loop runs once for each round, with other items. */
function runIndex(execution: IExecuteFunctions): string {
  return String(execution.getWorkflowDataProxy(0).$runIndex);
}
