import type {
  INodeExecutionData,
  IWebhookDescription,
  IWebhookFunctions,
  IWebhookResponseData,
} from 'n8n-workflow';
import { z } from 'zod';
import { definitionOf, isProviderId } from '../../../providers/registry';
import type { ReconcileTimes } from '../../../transcription/tasks/reconcile';
import { systemClock } from '../../shared/clock';
import { answerInTime, type Say, sayTo, type WebhookResult } from '../../shared/webhooks/answer';
import { callOwnLater } from '../../shared/webhooks/laterCalls';
import { isOwnCall, reachesItself } from '../../shared/webhooks/ownCalls';
import { contextKeys } from '../../shared/nodeContext';
import { withoutQueries } from '../../shared/nodeErrors';
import { queryOf } from '../../shared/webhooks/query';
import { sameSecret } from '../../shared/webhooks/secret';
import { takeTurn } from '../../shared/webhooks/slots';
import { collectedItems } from './collectItems';
import { doorbellUrl } from './doorbell';
import { suspendedExecutions } from './executions';
import { type Found, look, tasksOf, timesOf } from './look';
import { keepRinging } from './reconciler';
import { answerRival, isAheadOfOthers, rivalOf } from './rivals';
import { doorbellPath, type Suspended, secretParameter, suspendedSchema } from './suspended';

/** The webhook behind a suspended execution's resume URL. */
export const doorbellWebhooks: IWebhookDescription[] = [
  {
    name: 'default',
    httpMethod: 'POST',
    responseMode: 'onReceived',
    path: doorbellPath,
    restartWebhook: true,
  },
];

type DoorbellStatus = 'waiting' | 'resuming' | 'itself' | 'refused' | 'busy' | 'unavailable';

const httpStatus: Record<DoorbellStatus, number> = {
  waiting: 200,
  resuming: 200,
  itself: 200,
  refused: 403,
  busy: 503,
  unavailable: 503,
};

/**
 * Answers the doorbell of a suspended run, whether a callback or the reconciler rings. The tasks are read with the
 * node's own key. While one of them runs, the execution stays suspended.
 */
export async function answerDoorbell(this: IWebhookFunctions): Promise<IWebhookResponseData> {
  const say = sayTo(this, httpStatus);
  try {
    return await answerRing(this, say);
  } catch (error) {
    // An error thrown here would make n8n resume the execution with a single empty item.
    this.logger.warn(
      `A suspended execution could not be looked after: ${error instanceof Error ? withoutQueries(error.message) : 'unknown error'}`,
    );
    return say('unavailable');
  }
}

async function answerRing(
  context: IWebhookFunctions,
  say: Say<DoorbellStatus>,
): Promise<IWebhookResponseData> {
  const suspended = readSuspended(context);
  if (suspended === undefined) {
    context.logger.warn('A suspended execution was called back, and what it waits for could not be read.');
    return say('unavailable');
  }
  const given = queryOf(context).get(secretParameter);
  if (!sameSecret(given, suspended.secret)) return say('refused');
  const { secret } = suspended;
  const rival = rivalOf(context);
  if (rival !== undefined) return say(answerRival(secret, rival));
  const ownUrl = () => doorbellUrl(context.evaluateExpression('{{ $execution.resumeUrl }}'), secret);
  const times = timesOf(suspended);
  // A restart ends all ringing; the process that receives a callback starts it again.
  keepRinging(context, ownUrl, secret, times);

  const named = taskNamedBy(context, suspended.provider);
  if (suspendedExecutions.isClaimed(secret, systemClock.now())) return say('resuming');
  if (suspendedExecutions.fanInFor(secret, tasksOf(suspended)).join(named)) return say('waiting');
  const done = takeTurn({ kind: 'suspended', workflowId: context.getWorkflow().id });
  if (done === undefined) {
    if (isOwnCall(context)) return say('busy');
    const url = ownUrl();
    if (reachesItself(url)) {
      callOwnLater({ url, body: { taskId: named } });
      return say('busy');
    }
  }
  const collecting = collect(context, suspended, named, times, ownUrl).finally(done);
  return await answerInTime(say, collecting, 'waiting');
}

const ownRingSchema = z.object({ taskId: z.string() });

/** Each provider parses its own callbacks. Our own calls name the task the same way for every provider. */
function taskNamedBy(context: IWebhookFunctions, provider: string): string | undefined {
  const body: unknown = context.getBodyData();
  if (isOwnCall(context)) return ownRingSchema.safeParse(body).data?.taskId;
  return isProviderId(provider) ? definitionOf(provider).taskIdOfCallback?.(body) : undefined;
}

/** @returns items only for the one caller that resumes the execution */
async function collect(
  context: IWebhookFunctions,
  suspended: Suspended,
  named: string | undefined,
  times: ReconcileTimes,
  ownUrl: () => string,
): Promise<WebhookResult<DoorbellStatus>> {
  const found = await look(context, suspended, named, times);
  if (typeof found === 'string') return { status: found };
  // Several callbacks may arrive when the last task ends; one of them creates the files and resumes.
  if (!suspendedExecutions.claimResume(suspended.secret, systemClock.now())) return { status: 'resuming' };
  return { status: 'resuming', items: await make(context, suspended, found, ownUrl) };
}

/**
 * @returns undefined if another process resumes the execution
 * @throws if an item can't be created; the execution then stays suspended, and the next ring tries again
 */
async function make(
  { helpers }: IWebhookFunctions,
  suspended: Suspended,
  { ended, open }: Found,
  ownUrl: () => string,
): Promise<INodeExecutionData[] | undefined> {
  const items = await collectedItems(helpers, suspended, ended, open).catch((error: unknown) => {
    suspendedExecutions.releaseClaim(suspended.secret);
    throw error;
  });
  if (!(await isAheadOfOthers(suspended, ownUrl))) return undefined;
  suspendedExecutions.handedOver(suspended.secret, systemClock.now());
  return items;
}

function readSuspended(context: IWebhookFunctions): Suspended | undefined {
  // Braces in the node's name would end the expression.
  const self = JSON.stringify(context.getNode().name).replace(
    /[{}]/g,
    (brace) => `\\u00${brace.charCodeAt(0).toString(16)}`,
  );
  const stored: unknown = context.evaluateExpression(
    `{{ $(${self}).context[${JSON.stringify(contextKeys.suspended)}] }}`,
  );
  return suspendedSchema.safeParse(stored).data;
}
