import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { z } from 'zod';
import { taskIdOfCallback } from '../../../providers/apikley/callback';
import type { FanInResult } from '../../../transcription/fanIn';
import { createPacer } from '../../../transcription/pace';
import { systemClock } from '../../shared/clock';
import { readingProvider } from '../../shared/readingProvider';
import { sameSecret } from '../../shared/secret';
import { collectedItems } from './collected';
import { doorbellUrl } from './doorbell';
import { claimResume, fanInFor } from './fanIns';
import { keepRinging } from './reconciler';
import { readTask } from './readTask';
import { type Suspended, secretParameter, suspendedKey, suspendedSchema } from './suspended';

/** Senders of callbacks wait 15 s. Whatever takes longer than this goes on after they were answered. */
const answerWithinMs = 8_000;

/** At most 10 requests a second for an account, over all executions that this process collects for. */
const readPacer = createPacer({ starts: 10, perMs: 1_000 }, systemClock);

type DoorbellStatus = 'waiting' | 'resuming' | 'refused' | 'unavailable';

const httpStatus: Record<DoorbellStatus, number> = {
  waiting: 200,
  resuming: 200,
  refused: 403,
  unavailable: 503,
};

/**
 * The doorbell of a suspended run. Whoever rings, a callback or the reconciler, is believed in nothing: the
 * tasks are read with the node's own key. While one of them runs, the execution stays suspended.
 */
export async function answerDoorbell(this: IWebhookFunctions): Promise<IWebhookResponseData> {
  const suspended = readSuspended(this);
  const given = queryOf(this)[secretParameter];
  if (suspended === undefined || !sameSecret(given, suspended.secret)) return answer(this, 'refused');

  const resumeUrl: unknown = this.evaluateExpression('{{ $execution.resumeUrl }}');
  let answered = false;
  const say = (status: DoorbellStatus): void => {
    if (!answered) answer(this, status);
    answered = true;
  };
  const looking = look(this, suspended);
  const inTime = await Promise.race([
    looking.then(() => true),
    systemClock.sleep(answerWithinMs).then(() => false),
  ]);
  if (!inTime) say('waiting');
  const found = await looking;
  if (found === 'unavailable' || !found.done) {
    say(found === 'unavailable' ? 'unavailable' : 'waiting');
    // After a restart nobody rings any more; whoever is called takes it up again.
    keepRinging(this, doorbellUrl(resumeUrl, suspended.secret), suspended.secret);
    return { noWebhookResponse: true };
  }
  const mayResume = claimResume(suspended.secret, systemClock.now());
  say('resuming');
  const items = mayResume ? collectedItems(suspended, found.ended) : undefined;
  return { noWebhookResponse: true, ...(items && { workflowData: [items] }) };
}

function queryOf(context: IWebhookFunctions): Record<string, unknown> {
  return z.record(z.unknown()).catch({}).parse(context.getQueryData());
}

function readSuspended(context: IWebhookFunctions): Suspended | undefined {
  const self = JSON.stringify(context.getNode().name);
  const stored: unknown = context.evaluateExpression(
    `{{ $(${self}).context[${JSON.stringify(suspendedKey)}] }}`,
  );
  return suspendedSchema.safeParse(stored).data;
}

async function look(context: IWebhookFunctions, suspended: Suspended): Promise<FanInResult | 'unavailable'> {
  const tasks = suspended.items.flatMap((item) => (item.kind === 'task' ? [item] : []));
  try {
    const provider = await readingProvider(context, suspended.provider);
    return await fanInFor(suspended.secret, tasks).look(taskIdOfCallback(context.getBodyData()), {
      nowMs: () => systemClock.now(),
      read: async (taskId) => {
        await readPacer.take();
        return await readTask(provider, tasks, taskId);
      },
    });
  } catch (error) {
    context.logger.warn(
      `The transcripts of a suspended execution could not be read: ${error instanceof Error ? error.message : 'unknown error'}`,
    );
    return 'unavailable';
  }
}

function answer(context: IWebhookFunctions, status: DoorbellStatus): IWebhookResponseData {
  context.getResponseObject().status(httpStatus[status]).json({ status });
  return { noWebhookResponse: true };
}
