import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { oneLine, withoutStop } from '../../transcription/text/oneLine';
import { systemClock } from '../shared/clock';
import { withoutQueries } from '../shared/nodeErrors';

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** Lines per workflow and minute: enough to see what is wrong, too few to fill a disk. */
const mostLinesAMinute = 60;
const mostRemembered = 2_000;

/** When a line was last written, by workflow, kind and task. */
const written = new Map<string, number>();
/** Lines of the current minute, by workflow. */
const lines = new Map<string, { sinceMs: number; count: number; leftOut: number }>();

/** Where a line comes from. Unlike n8n's context, it is small enough to keep. */
export interface LogPlace {
  logger: Pick<IWebhookFunctions['logger'], 'warn'>;
  workflowId: string;
  nodeName: string;
}

export function placeOf(
  context: Pick<IHookFunctions | IWebhookFunctions, 'logger' | 'getWorkflow' | 'getNode'>,
): LogPlace {
  return {
    logger: context.logger,
    workflowId: String(context.getWorkflow().id),
    nodeName: context.getNode().name,
  };
}

/**
 * Writes a line to n8n's log, at most once an hour for each kind and task, and rate-limited so that nobody who knows
 * the trigger's URL can flood the log.
 *
 * @param what the rest of a sentence that starts with the trigger's name
 */
export function logLine(place: LogPlace, kind: string, taskId: string | undefined, what: string): void {
  const nowMs = systemClock.now();
  const { workflowId } = place;
  const id = JSON.stringify([workflowId, kind, taskId]);
  if (nowMs - (written.get(id) ?? Number.NEGATIVE_INFINITY) < hourMs) return;
  const line = lines.get(workflowId) ?? { sinceMs: nowMs, count: 0, leftOut: 0 };
  const isNewMinute = nowMs - line.sinceMs >= minuteMs;
  if (!isNewMinute && line.count >= mostLinesAMinute) {
    line.leftOut += 1;
    return;
  }
  const leftOut = isNewMinute ? line.leftOut : 0;
  remember(
    lines,
    workflowId,
    isNewMinute ? { sinceMs: nowMs, count: 1, leftOut: 0 } : { ...line, count: line.count + 1 },
  );
  remember(written, id, nowMs);
  const more = leftOut > 0 ? ` (${leftOut} more such lines were left out before.)` : '';
  const sentence = withoutStop(`"${place.nodeName}" in workflow ${workflowId} ${withoutQueries(what)}`);
  place.logger.warn(`${sentence}${about(taskId)}.${more}`);
}

export function about(taskId: string | undefined): string {
  return taskId === undefined ? '' : ` (task ID ${oneLine(taskId)})`;
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > mostRemembered && oldest !== undefined) map.delete(oldest);
}
