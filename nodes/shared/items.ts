import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { toNodeError, withoutQueries } from './nodeErrors';
import type { OutputItem } from './output/transcriptItem';

export function successItem({ json, binary }: OutputItem, itemIndex: number): INodeExecutionData {
  return { json, ...(binary && { binary }), pairedItem: { item: itemIndex } };
}

interface Failure {
  message: string;
  description?: string | null | undefined;
  taskId?: string | undefined;
}

/**
 * A failure as the `json` of an item.
 *
 * For the error output it holds nothing but `error` and `details`: by that n8n knows it, and adds the fields of
 * the input. It must not be told by an `error` beside `json`, for then n8n reduces `json` to the message, and
 * the task ID would be lost.
 */
export function failureOutput(
  { message, description, taskId }: Failure,
  forErrorOutput: boolean,
): IDataObject {
  const details = {
    status: 'failed',
    ...(taskId === undefined ? {} : { taskId }),
    ...(description ? { advice: withoutQueries(description) } : {}),
  };
  const error = withoutQueries(message);
  return forErrorOutput ? { error, details } : { error, ...details };
}

/** Whether failed items leave through an output of their own. */
export function hasErrorOutput(execution: IExecuteFunctions): boolean {
  return execution.getNode().onError === 'continueErrorOutput';
}

/** An item in place of a transcript, where the workflow goes on after a failure. */
export function failedItem(
  execution: IExecuteFunctions,
  cause: unknown,
  itemIndex: number,
): INodeExecutionData {
  const { message, description, context } = toNodeError(execution, cause, itemIndex);
  const taskId = typeof context.taskId === 'string' ? context.taskId : undefined;
  return {
    json: failureOutput({ message, description, taskId }, hasErrorOutput(execution)),
    pairedItem: { item: itemIndex },
  };
}
