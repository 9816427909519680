import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { systemClock } from '../shared/clock';
import { callOwn } from '../shared/ownCalls';

const giveUpAfterMs = 60_000;
const betweenMs = 1_000;

const answerSchema = z.object({
  statusCode: z.number(),
  body: z.object({ message: z.string() }).catch({ message: '' }),
});

/**
 * Rings the door of a suspended execution. While it is still being stored it answers 409 "running", and while its
 * provider cannot be reached 503; both are tried again for a minute. Any other answer is final: the execution was
 * woken by somebody else, or is gone.
 */
export async function forward(
  { logger }: { logger: Pick<IWebhookFunctions['logger'], 'warn'> },
  resumeUrl: string,
  taskId: string,
): Promise<void> {
  let untilMs: number | undefined;
  while (!(await isAnswered(resumeUrl, taskId))) {
    untilMs ??= systemClock.now() + giveUpAfterMs;
    if (systemClock.now() >= untilMs) {
      logger.warn(
        `A callback could not be handed to the suspended workflow (task ID ${taskId}). It wakes by itself, or at its deadline.`,
      );
      return;
    }
    await systemClock.sleep(betweenMs);
  }
}

async function isAnswered(url: string, taskId: string): Promise<boolean> {
  const answer = await callOwn(url, { taskId }).catch(() => undefined);
  const parsed = answerSchema.safeParse(answer).data;
  if (parsed === undefined || parsed.statusCode >= 500 || parsed.statusCode === 429) return false;
  return !(parsed.statusCode === 409 && parsed.body.message.includes('running'));
}
