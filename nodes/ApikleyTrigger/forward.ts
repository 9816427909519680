import type { IWebhookFunctions } from 'n8n-workflow';
import { createLimiter, type Limiter } from '../../transcription/calls/limit';
import { detachedClock } from '../shared/clock';
import { resumeAnswer } from '../shared/webhooks/resumeAnswer';
import { callOwn } from '../shared/webhooks/ownCalls';
import { about } from './log';

/** What a restart of n8n, of a database or of a proxy takes, with some to spare. */
const giveUpAfterMs = 8 * 60_000;
const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

const mostUnderWay = 500;
/** More bells at one door are of no use: the execution asks for all of its tasks. */
const mostAtADoor = 20;

interface Door {
  /** Those that are being handed over. */
  tasks: Set<string>;
  /** One bell at a time: a door that hangs must not keep others from being rung. */
  oneByOne: Limiter;
}

const underWay = new Map<string, Door>();
let tasksUnderWay = 0;

type Log = Pick<IWebhookFunctions['logger'], 'warn'>;

/**
 * Hands a callback to the suspended execution that waits for it, in the background: as long as a webhook runs, n8n
 * holds a sandbox for it.
 *
 * @returns false when too many are being handed over
 */
export function handOver({ logger }: { logger: Log }, resumeUrl: string, taskId: string): boolean {
  const door = underWay.get(resumeUrl) ?? { tasks: new Set(), oneByOne: createLimiter(1) };
  const { tasks, oneByOne } = door;
  if (tasks.has(taskId) || tasks.size >= mostAtADoor) return true;
  if (tasksUnderWay >= mostUnderWay) return false;
  underWay.set(resumeUrl, door);
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
 * Rings the door of a suspended execution until the node behind it has heard, or n8n says that the execution has moved
 * on. Anything else is tried again for minutes: an execution that is still being stored, a provider that can't be
 * asked, and whatever a proxy says in place of n8n.
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
    if (resumeAnswer(answer) !== 'unheard') return;
    if (detachedClock.now() >= untilMs) break;
    await detachedClock.sleep(waitMs);
  }
  logger.warn(
    `A callback could not be handed to the suspended workflow${about(taskId)}. It wakes by itself, or at its deadline.`,
  );
}
