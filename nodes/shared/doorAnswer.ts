import { z } from 'zod';

/**
 * What came of ringing at a suspended execution's door: `heard` by the node behind it, `gone` since the execution has
 * moved on, or `unheard`, so that it has to be rung again.
 */
export type DoorAnswer = 'heard' | 'gone' | 'unheard';

const answerSchema = z.object({
  statusCode: z.number(),
  body: z
    .object({ message: z.string().catch(''), status: z.string().catch('') })
    .partial()
    .catch({}),
});

/** n8n's own words for an execution that has ended, was deleted, or waits for something else by now. */
const movedOn = /finished|does not exist|does not contain a waiting webhook/;

/** The words of the node behind the door, `DoorbellStatus` in `suspend/webhook.ts`. */
const heard = new Set(['waiting', 'resuming']);

/**
 * What an answer at a suspended execution's resume URL means. Only n8n's own word that the execution has moved on, or
 * the node's own refusal of the secret, ends the ringing: "resuming" may still fail, "running" may be the storing of
 * a suspended run, and any other answer, whatever its status, may be that of a proxy on the way.
 */
export function doorAnswer(answer: unknown): DoorAnswer {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) return 'unheard';
  const { statusCode, body } = parsed.data;
  const { message = '', status = '' } = body;
  if (statusCode === 200 && heard.has(status)) return 'heard';
  if (statusCode === 403 && status === 'refused') return 'gone';
  return (statusCode === 404 || statusCode === 409) && movedOn.test(message) ? 'gone' : 'unheard';
}
