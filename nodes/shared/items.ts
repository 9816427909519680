import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { known } from '../../transcription/known';
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
 * A failure as the `json` of an item, for a workflow that continues after it.
 *
 * @param recording the recording's file name, if it is known
 */
export function failureOutput({ message, description, taskId }: Failure, recording?: string): IDataObject {
  const { status, fileName, ...details } = detailsOf({ description, taskId }, recording);
  return known({ status, fileName, error: withoutQueries(message), ...details });
}

function detailsOf({ description, taskId }: Omit<Failure, 'message'>, recording?: string): IDataObject {
  return known({
    status: 'failed',
    fileName: recording,
    advice: description ? withoutQueries(description) : undefined,
    taskId,
  });
}

/**
 * The `json` of a failed item that n8n copies or stores before it goes to the error output. It holds only the fields by
 * which every n8n version recognises a failed item; n8n adds the fields of the input.
 */
export function keptFailure({ message, description }: Omit<Failure, 'taskId'>): IDataObject {
  return {
    error: withoutQueries(message),
    ...(description ? { message: withoutQueries(description) } : {}),
  };
}

/** Whether failed items go to a separate error output. */
export function hasErrorOutput(execution: IExecuteFunctions): boolean {
  return execution.getNode().onError === 'continueErrorOutput';
}

/**
 * An item in place of a transcript, for a workflow that continues after a failure.
 *
 * @param recording the recording's file name, if it is known
 */
export function failedItem(
  execution: IExecuteFunctions,
  cause: unknown,
  itemIndex: number,
  recording?: string,
): INodeExecutionData {
  const failure = failureOf(execution, cause, itemIndex);
  const pairedItem = { item: itemIndex };
  return hasErrorOutput(execution)
    ? markedFailure(failure, pairedItem, recording)
    : { json: failureOutput(failure, recording), pairedItem };
}

/** A failed item in a suspended execution. */
export function keptFailedItem(
  execution: IExecuteFunctions,
  cause: unknown,
  itemIndex: number,
  recording?: string,
): INodeExecutionData {
  const failure = failureOf(execution, cause, itemIndex);
  const json = hasErrorOutput(execution) ? keptFailure(failure) : failureOutput(failure, recording);
  return { json, pairedItem: { item: itemIndex } };
}

/**
 * An item for the error output, with its details. Before 2.36, n8n doesn't recognise a failed item by a `json` that
 * holds `details`, only by an `error` beside `json`. That `error` is not enumerable here, so the copy for the error
 * output doesn't have it. Otherwise n8n would reduce the copy's `json` to the message, and the task ID would be lost.
 */
function markedFailure(
  failure: Failure,
  pairedItem: INodeExecutionData['pairedItem'],
  recording: string | undefined,
): INodeExecutionData {
  const error = withoutQueries(failure.message);
  const item = { json: { error, details: detailsOf(failure, recording) }, pairedItem };
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
