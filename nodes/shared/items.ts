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

/** A failure as the `json` of an item, where the workflow goes on after it. */
export function failureOutput({ message, description, taskId }: Failure): IDataObject {
  return { error: withoutQueries(message), ...detailsOf({ description, taskId }) };
}

function detailsOf({ description, taskId }: Omit<Failure, 'message'>): IDataObject {
  return {
    status: 'failed',
    ...(taskId === undefined ? {} : { taskId }),
    ...(description ? { advice: withoutQueries(description) } : {}),
  };
}

/**
 * The same for the error output, of an item that n8n copies, or stores, before it sends it there. It holds nothing
 * but what every n8n knows a failed item by; n8n adds the fields of the input.
 */
export function keptFailure({ message, description }: Omit<Failure, 'taskId'>): IDataObject {
  return {
    error: withoutQueries(message),
    ...(description ? { message: withoutQueries(description) } : {}),
  };
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
  const failure = failureOf(execution, cause, itemIndex);
  const pairedItem = { item: itemIndex };
  return hasErrorOutput(execution)
    ? markedFailure(failure, pairedItem)
    : { json: failureOutput(failure), pairedItem };
}

/** The same in an execution that sleeps. */
export function keptFailedItem(
  execution: IExecuteFunctions,
  cause: unknown,
  itemIndex: number,
): INodeExecutionData {
  const failure = failureOf(execution, cause, itemIndex);
  const json = hasErrorOutput(execution) ? keptFailure(failure) : failureOutput(failure);
  return { json, pairedItem: { item: itemIndex } };
}

/**
 * An item for the error output, with its details. Before 2.36, n8n does not know a failed item by its `json` if that
 * holds `details`, only by an `error` beside `json`. Here that one is hidden from enumeration, so it is not in the
 * copy that goes to the error output: there n8n would reduce `json` to the message, and the task ID would be lost.
 */
function markedFailure(failure: Failure, pairedItem: INodeExecutionData['pairedItem']): INodeExecutionData {
  const error = withoutQueries(failure.message);
  const item = { json: { error, details: detailsOf(failure) }, pairedItem };
  return Object.defineProperty(item, 'error', { value: { message: error }, enumerable: false });
}

function failureOf(execution: IExecuteFunctions, cause: unknown, itemIndex: number): Failure {
  const { message, description, context } = toNodeError(execution, cause, itemIndex);
  return {
    message,
    description,
    taskId: typeof context.taskId === 'string' ? context.taskId : undefined,
  };
}
