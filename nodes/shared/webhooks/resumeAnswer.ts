import { z } from 'zod';

/**
 * The outcome of calling one of our own webhooks, that of a suspended execution or of an Apikley Trigger: `accepted` by
 * the node behind it; `gone`, because nothing waits there any more; or `retry`, because it has to be called again.
 */
export type ResumeAnswer = 'accepted' | 'gone' | 'retry';

const answerSchema = z.object({
  statusCode: z.number(),
  body: z
    .object({ message: z.string().catch(''), status: z.string().catch('') })
    .partial()
    .catch({}),
});

/** n8n's message for an execution that has ended, was deleted, or now waits for something else. */
const movedOn = /finished|does not exist|does not contain a waiting webhook/;

/** n8n's message for a run that is being stored, and for a trigger whose workflow is not published. */
const notYet = /is running|is not registered/;

/** Statuses that accept a call: from `DoorbellStatus` in `suspend/webhook.ts`, and from the trigger. */
const acceptedStatuses = new Set(['waiting', 'resuming', 'itself', 'received']);

/** Statuses with which the same nodes ask to be called again. */
const notNow = new Set(['busy', 'waiting', 'unknown', 'unavailable']);

/**
 * Interprets an answer from one of our own webhooks. Only two answers end the calling without success: n8n's message
 * that the execution has moved on, and the node's own refusal. "Running" may mean that a suspended run is being stored,
 * and any other answer, whatever its status, may come from a proxy on the way.
 */
export function resumeAnswer(answer: unknown): ResumeAnswer {
  const { statusCode, message, status } = parsed(answer);
  if (statusCode === 200 && acceptedStatuses.has(status)) return 'accepted';
  if (statusCode === 403 && status === 'refused') return 'gone';
  return (statusCode === 404 || statusCode === 409) && movedOn.test(message) ? 'gone' : 'retry';
}

/** Whether an execution that was seen waiting no longer waits there: it has moved on, or is running again. */
export function hasLeft(answer: unknown): boolean {
  const { statusCode, message } = parsed(answer);
  return resumeAnswer(answer) === 'gone' || (statusCode === 409 && message.includes('is running'));
}

/** The status with which the node accepted a call. */
export function statusOf(answer: unknown): string | undefined {
  return resumeAnswer(answer) === 'accepted' ? parsed(answer).status : undefined;
}

/** The status with which the node asked to be called again; undefined if the answer isn't from the node. */
export function askedToWait(answer: unknown): string | undefined {
  const { statusCode, status } = parsed(answer);
  return statusCode === 503 && notNow.has(status) ? status : undefined;
}

/** Whether n8n or one of our nodes answered, rather than a server on the way. */
export function isAnsweredByN8n(answer: unknown): boolean {
  if (resumeAnswer(answer) !== 'retry' || askedToWait(answer) !== undefined) return true;
  const { statusCode, message } = parsed(answer);
  return (statusCode === 404 || statusCode === 409) && notYet.test(message);
}

function parsed(answer: unknown): { statusCode: number; message: string; status: string } {
  const { success, data } = answerSchema.safeParse(answer);
  if (!success) return { statusCode: 0, message: '', status: '' };
  const { message = '', status = '' } = data.body;
  return { statusCode: data.statusCode, message, status };
}
