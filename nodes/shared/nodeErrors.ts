import { type IExecuteFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { TranscriptionError, type TranscriptionErrorCode } from '../../transcription/errors';

/** What the user can put right in the node itself; everything else is the service's answer. */
const ofTheNode: ReadonlySet<TranscriptionErrorCode> = new Set(['invalidInput', 'timeout', 'taskNotFound']);

/** What a service says may repeat a URL of ours, and a query may hold a signature, a ticket or a token. */
export function withoutQueries(text: string): string {
  return text.replace(/(https?:\\{0,4}\/\\{0,4}\/[^\s"'?#]+)[?#][^\s"']*/gi, '$1');
}

/** @returns the error as n8n shows it: the message as the title, the description below */
export function toNodeError(
  execution: IExecuteFunctions,
  error: unknown,
  itemIndex: number,
  more?: string,
): NodeApiError | NodeOperationError {
  const node = execution.getNode();
  if (execution.getExecutionCancelSignal()?.aborted) {
    // By this word n8n tells a cancelled execution from a failed one.
    return new NodeOperationError(node, 'The execution was canceled', { itemIndex });
  }
  if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
  if (!(error instanceof TranscriptionError)) {
    return new NodeOperationError(node, error instanceof Error ? error : String(error), { itemIndex });
  }
  const message = withoutQueries(error.message);
  const description = withoutQueries([error.description, more].filter(Boolean).join(' ')) || undefined;
  const shown = ofTheNode.has(error.code)
    ? new NodeOperationError(node, message, { itemIndex, description })
    : new NodeApiError(node, { message }, { itemIndex, message, description });
  // n8n puts a text of its own in place of any message that holds a code such as ECONNRESET.
  shown.message = message;
  if (error.taskId !== undefined) shown.context.taskId = error.taskId;
  return shown;
}
