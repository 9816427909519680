import type { IWebhookFunctions } from 'n8n-workflow';
import { createLimiter, type Limiter } from '../../transcription/calls/limit';
import { detachedClock } from '../shared/clock';
import { resumeAnswer } from '../shared/webhooks/resumeAnswer';
import { callOwn } from '../shared/webhooks/ownCalls';
import { about } from './log';

/** Longer than a restart of n8n, a database or a proxy takes. */
const giveUpAfterMs = 8 * 60_000;
const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

const mostUnderWay = 500;
/** More rings at one execution are of no use: it reads all of its tasks anyway. */
const mostOfAnExecution = 20;

interface Ringing {
  /** The tasks whose callbacks are being handed over. */
  tasks: Set<string>;
  /** One ring at a time per resume URL: one that hangs must not delay the others. */
  oneByOne: Limiter;
}

const underWay = new Map<string, Ringing>();
let tasksUnderWay = 0;

type Log = Pick<IWebhookFunctions['logger'], 'warn'>;

/**
 * Hands a callback to the suspended execution that waits for it. This happens in the background, because n8n keeps a
 * sandbox for a webhook while it runs.
 *
 * @returns false if too many are being handed over
 */
export function handOver({ logger }: { logger: Log }, resumeUrl: string, taskId: string): boolean {
  const ringing = underWay.get(resumeUrl) ?? { tasks: new Set(), oneByOne: createLimiter(1) };
  const { tasks, oneByOne } = ringing;
  if (tasks.has(taskId) || tasks.size >= mostOfAnExecution) return true;
  if (tasksUnderWay >= mostUnderWay) return false;
  underWay.set(resumeUrl, ringing);
  tasks.add(taskId);
  tasksUnderWay += 1;
  forward({ logger }, resumeUrl, taskId, oneByOne)
    .catch(() => undefined)
    .finally(() => {
      tasks.delete(taskId);
      if (tasks.size === 0) underWay.delete(resumeUrl);
      tasksUnderWay -= 1;
    });
  return true;
}

/**
 * Rings a suspended execution until its node has accepted the ring, or n8n says that the execution has moved on. Any
 * other answer is retried for minutes: the execution is still being stored, the provider can't be reached, or a proxy
 * answered instead of n8n.
 */
export async function forward(
  { logger }: { logger: Log },
  resumeUrl: string,
  taskId: string,
  oneByOne = createLimiter(1),
): Promise<void> {
  const untilMs = detachedClock.now() + giveUpAfterMs;
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    const answer = await oneByOne(() => callOwn(resumeUrl, { taskId })).catch(() => undefined);
    if (resumeAnswer(answer) !== 'retry') return;
    if (detachedClock.now() >= untilMs) break;
    await detachedClock.sleep(waitMs);
  }
  logger.warn(
    `A callback could not be handed to the suspended workflow${about(taskId)}. It resumes by itself, or at its deadline.`,
  );
}
