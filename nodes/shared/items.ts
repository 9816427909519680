import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { toNodeError } from './nodeErrors';

export function successItem(json: IDataObject, itemIndex: number): INodeExecutionData {
  return { json, pairedItem: { item: itemIndex } };
}

/**
 * An item in place of a transcript, where the workflow goes on after a failure. Its `error` is what sends it to
 * the error output.
 */
export function failedItem(
  execution: IExecuteFunctions,
  cause: unknown,
  itemIndex: number,
): INodeExecutionData {
  const error = toNodeError(execution, cause, itemIndex);
  const { taskId } = error.context;
  return {
    json: {
      status: 'failed',
      ...(typeof taskId === 'string' ? { taskId } : {}),
      error: error.message,
      ...(error.description ? { errorDescription: error.description } : {}),
    },
    error,
    pairedItem: { item: itemIndex },
  };
}
