import type { IExecuteFunctions, Logger } from 'n8n-workflow';

/** So that a batch of hundreds writes no more lines than a batch of ten. */
const mostReports = 10;

/**
 * Reports how far a batch has come, in n8n's log and, while somebody runs it in the editor, in the browser's console:
 * n8n shows nothing else of a node that is still running.
 *
 * @param total the number of items; a single one is not reported
 * @returns to be called once for each item that has ended
 */
export function progressOf(
  execution: Pick<IExecuteFunctions, 'sendMessageToUI'> & { logger: Pick<Logger, 'info'> },
  total: number,
): (ok: boolean) => void {
  const every = Math.ceil(total / mostReports);
  let ended = 0;
  let failed = 0;
  return (ok) => {
    ended += 1;
    if (!ok) failed += 1;
    if (total === 1 || (ended % every > 0 && ended < total)) return;
    const message = `Transcribe: ${ended} of ${total} items are done${failed > 0 ? `, ${failed} of them failed` : ''}.`;
    execution.logger.info(message);
    execution.sendMessageToUI(message);
  };
}
