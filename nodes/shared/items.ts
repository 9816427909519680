import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { toNodeError } from './nodeErrors';

export function successItem(json: IDataObject, itemIndex: number): INodeExecutionData {
  return { json, pairedItem: { item: itemIndex } };
}

/**
 * An item in place of a transcript, where the workflow goes on after a failure.
 *
 * It has no `error` of its own beside `json`: n8n would reduce `json` to the message, and the task ID with it
 * would be lost. n8n tells an item for the error output by `json` holding nothing but `error` and `details`,
 * and adds the input's fields to it.
 */
export function failedItem(
  execution: IExecuteFunctions,
  cause: unknown,
  itemIndex: number,
): INodeExecutionData {
  const { message, description, context } = toNodeError(execution, cause, itemIndex);
  const { taskId } = context;
  const details = {
    status: 'failed',
    ...(typeof taskId === 'string' ? { taskId } : {}),
    ...(description ? { advice: description } : {}),
  };
  const toErrorOutput = execution.getNode().onError === 'continueErrorOutput';
  return {
    json: toErrorOutput ? { error: message, details } : { error: message, ...details },
    pairedItem: { item: itemIndex },
  };
}
