import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { systemClock } from '../shared/clock';

const giveUpAfterMs = 60_000;
const betweenMs = 1_000;

const answerSchema = z.object({ statusCode: z.number() });

/**
 * Rings the door of a suspended execution. While it is still being stored it answers 409, and one whose
 * provider is not reachable answers 503; both are tried again for a minute.
 */
export async function forward(context: IWebhookFunctions, resumeUrl: string, taskId: string): Promise<void> {
  const untilMs = systemClock.now() + giveUpAfterMs;
  for (;;) {
    const status = await ring(context, resumeUrl, taskId);
    if (status === 200) return;
    if (systemClock.now() >= untilMs) {
      context.logger.warn(
        `A callback could not be handed to the suspended workflow (task ID ${taskId}, last answer ${status ?? 'none'}). The workflow wakes at its deadline at the latest.`,
      );
      return;
    }
    await systemClock.sleep(betweenMs);
  }
}

async function ring(context: IWebhookFunctions, url: string, taskId: string): Promise<number | undefined> {
  try {
    const answer: unknown = await context.helpers.httpRequest({
      method: 'POST',
      url,
      body: { taskId },
      json: true,
      timeout: 15_000,
      disableFollowRedirect: true,
      ignoreHttpStatusErrors: true,
      returnFullResponse: true,
    });
    return answerSchema.safeParse(answer).data?.statusCode;
  } catch {
    return undefined;
  }
}
