import type { IExecuteFunctions } from 'n8n-workflow';

/*
 * Every key under which these nodes store data in n8n. Suspended executions and published workflows keep them across an
 * upgrade, so a renamed key must also be read under its old name.
 */

/** Keys in the node's context: n8n stores it with the execution, and a retry gets a copy. */
export const contextKeys = {
  /** What a suspended execution resumes with. A node waits for one thing at a time, even in a loop. */
  suspended: 'suspended',

  /** The doorbell's secret. A manual retry is a new execution with its own ID, and so its own doorbell. */
  doorbell: (execution: IExecuteFunctions) => `doorbell:${execution.getExecutionId()}:${runIndex(execution)}`,

  /** What was submitted. The key has no execution ID, so that a manual retry finds what was already paid for. */
  submitted: (execution: IExecuteFunctions) => `submitted:${runIndex(execution)}`,
} as const;

/** Keys in the workflow's static data: n8n stores it with the workflow. */
export const staticDataKeys = {
  /** The IDs of tasks the trigger has delivered. */
  seenTasks: 'seenTasks',

  /** The public keys whose tickets are accepted. */
  ticketKeys: 'ticketKeys',
} as const;

/** A node in a loop runs once per iteration, with other items. */
function runIndex(execution: IExecuteFunctions): string {
  return String(execution.getWorkflowDataProxy(0).$runIndex);
}
