import { type IExecuteFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { TranscriptionError } from '../../transcription/errors';
import { inOneLine } from '../../transcription/text/unsafeCharacters';

/** Characters shown of an unreadable answer: about what a person reads. The context and the log hold the rest. */
const mostAnswerShown = 2_000;

/**
 * Removes the queries of URLs. A service's message may repeat one of our URLs, and a query may hold a signature, a
 * ticket or a token. Each URL is matched to its end before its query is searched for; otherwise a text of a million
 * `http://` would be searched from each of them.
 */
export function withoutQueries(text: string): string {
  return text.replace(/https?:\\{0,4}\/\\{0,4}\/[^\s"']*/gi, (url) => {
    const query = url.search(/[?#]/);
    return query < 0 ? url : url.slice(0, query);
  });
}

/**
 * @param more what else the user has to know, whatever the kind of error
 * @returns the error as n8n shows it: the message as the title, the description below
 */
export function toNodeError(
  execution: IExecuteFunctions,
  error: unknown,
  itemIndex: number,
  more?: string,
): NodeApiError | NodeOperationError {
  const node = execution.getNode();
  if (execution.getExecutionCancelSignal()?.aborted) {
    // n8n recognises a cancelled execution by the word "canceled".
    return new NodeOperationError(node, 'The execution was canceled', { itemIndex });
  }
  if (error instanceof NodeApiError || error instanceof NodeOperationError) return withMore(error, more);
  if (!(error instanceof TranscriptionError)) {
    const foreign = new NodeOperationError(node, error instanceof Error ? error : String(error), {
      itemIndex,
    });
    foreign.message = withoutQueries(foreign.message);
    return withMore(foreign, more);
  }
  logAnswer(execution, error);
  const message = withoutQueries(error.message);
  const description = sentences(error.description, more, shownAnswer(error));
  const shown =
    error.facts.fault === 'user'
      ? new NodeOperationError(node, message, { itemIndex, description })
      : new NodeApiError(node, { message }, { itemIndex, message, description });
  // n8n replaces any message that contains a code such as ECONNRESET with its own text.
  shown.message = message;
  if (error.taskId !== undefined) shown.context.taskId = error.taskId;
  if (error.answer !== undefined) shown.context.answer = withoutQueries(error.answer);
  return shown;
}

/** An error from elsewhere doesn't mention what was paid for. */
function withMore<NodeError extends NodeApiError | NodeOperationError>(
  error: NodeError,
  more: string | undefined,
): NodeError {
  if (more !== undefined && !error.description?.includes(more)) {
    error.description = sentences(error.description, more);
  }
  return error;
}

function sentences(...parts: Array<string | null | undefined>): string | undefined {
  return withoutQueries(parts.filter(Boolean).join(' ')) || undefined;
}

function shownAnswer({ answer }: TranscriptionError): string | undefined {
  if (!answer) return undefined;
  const rest = answer.length > mostAnswerShown ? ' […]' : '';
  return `What came instead: ${inOneLine(answer.slice(0, mostAnswerShown))}${rest}`;
}

/** Errors whose answer is already logged: one error may be shown several times. */
const logged = new WeakSet<TranscriptionError>();

/** The log remains even if n8n doesn't save the execution's data. */
function logAnswer(execution: IExecuteFunctions, error: TranscriptionError): void {
  if (!error.answer || logged.has(error)) return;
  logged.add(error);
  const text = withoutQueries(`${error.message} What came instead: ${error.answer}`);
  execution.logger.warn(inOneLine(text));
}
