import { z } from 'zod';

/**
 * What came of calling one of our own webhooks, that of a suspended execution or of an Apikley Trigger: `heard` by the
 * node behind it; `gone`, since there is nobody left who waits; or `unheard`, so that it has to be called again.
 */
export type ResumeAnswer = 'heard' | 'gone' | 'unheard';

const answerSchema = z.object({
  statusCode: z.number(),
  body: z
    .object({ message: z.string().catch(''), status: z.string().catch('') })
    .partial()
    .catch({}),
});

/** n8n's own words for an execution that has ended, was deleted, or waits for something else by now. */
const movedOn = /finished|does not exist|does not contain a waiting webhook/;

/** n8n's own words for a run that is being stored, and for a trigger whose workflow is not published. */
const notYet = /is running|is not registered/;

/** The words of the nodes with which a call is done: `DoorbellStatus` in `suspend/webhook.ts`, and the trigger's. */
const heard = new Set(['waiting', 'resuming', 'received']);

/** Those with which the same nodes ask to be called again. */
const notNow = new Set(['busy', 'waiting', 'unknown', 'unavailable']);

/**
 * What an answer at one of our own webhooks means. Only n8n's own word that the execution has moved on, or the node's
 * own refusal, ends the calling: "running" may be the storing of a suspended run, and any other answer, whatever its
 * status, may be that of a proxy on the way.
 */
export function resumeAnswer(answer: unknown): ResumeAnswer {
  const { statusCode, message, status } = parsed(answer);
  if (statusCode === 200 && heard.has(status)) return 'heard';
  if (statusCode === 403 && status === 'refused') return 'gone';
  return (statusCode === 404 || statusCode === 409) && movedOn.test(message) ? 'gone' : 'unheard';
}

/** The word with which the node itself asked to be called again; undefined when it was not the node who answered. */
export function askedToWait(answer: unknown): string | undefined {
  const { statusCode, status } = parsed(answer);
  return statusCode === 503 && notNow.has(status) ? status : undefined;
}

/** Whether n8n or one of our nodes answered, rather than a server on the way. */
export function isAnsweredByN8n(answer: unknown): boolean {
  if (resumeAnswer(answer) !== 'unheard' || askedToWait(answer) !== undefined) return true;
  const { statusCode, message } = parsed(answer);
  return (statusCode === 404 || statusCode === 409) && notYet.test(message);
}

function parsed(answer: unknown): { statusCode: number; message: string; status: string } {
  const { success, data } = answerSchema.safeParse(answer);
  if (!success) return { statusCode: 0, message: '', status: '' };
  const { message = '', status = '' } = data.body;
  return { statusCode: data.statusCode, message, status };
}
