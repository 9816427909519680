import { z } from 'zod';
import type { RingAnswer } from '../../../transcription/reconcile';

const answerSchema = z.object({
  statusCode: z.number(),
  body: z.object({ message: z.string() }).catch({ message: '' }),
});

/** n8n's own words for an execution that has ended, was deleted, or waits for something else by now. */
const movedOn = /finished|does not exist|does not contain a waiting webhook/;

/**
 * What an answer at the door means. Only n8n's own word that the execution has moved on, or a refusal of the
 * secret, ends the ringing: "resuming" may still fail, "running" may be the storing of a suspended run, and a
 * bare 404 is some proxy's while n8n restarts.
 */
export function ringAnswer(answer: unknown): RingAnswer {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) return 'waiting';
  const { statusCode, body } = parsed.data;
  if (statusCode === 401 || statusCode === 403) return 'gone';
  return (statusCode === 404 || statusCode === 409) && movedOn.test(body.message) ? 'gone' : 'waiting';
}
