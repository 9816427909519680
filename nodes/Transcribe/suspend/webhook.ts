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
import { doorbellPath, type Suspended, secretParameter, suspendedSchema } from './suspended';

/** The door of a suspended execution: n8n leads its resume URL here. */
export const doorbellWebhooks: IWebhookDescription[] = [
  {
    name: 'default',
    httpMethod: 'POST',
    responseMode: 'onReceived',
    path: doorbellPath,
    restartWebhook: true,
  },
];

type DoorbellStatus = 'waiting' | 'resuming' | 'refused' | 'busy' | 'unavailable';

const httpStatus: Record<DoorbellStatus, number> = {
  waiting: 200,
  resuming: 200,
  refused: 403,
  busy: 503,
  unavailable: 503,
};

/**
 * The doorbell of a suspended run. Whoever rings, a callback or the reconciler, is believed in nothing: the
 * tasks are read with the node's own key. While one of them runs, the execution stays suspended.
 */
export async function answerDoorbell(this: IWebhookFunctions): Promise<IWebhookResponseData> {
  const say = sayTo(this, httpStatus);
  try {
    return await open(this, say);
  } catch (error) {
    // Whatever leaves this function makes n8n resume the execution with an empty item in place of everything.
    this.logger.warn(
      `A suspended execution could not be looked after: ${error instanceof Error ? withoutQueries(error.message) : 'unknown error'}`,
    );
    return say('unavailable');
  }
}

async function open(context: IWebhookFunctions, say: Say<DoorbellStatus>): Promise<IWebhookResponseData> {
  const suspended = readSuspended(context);
  if (suspended === undefined) {
    context.logger.warn('A suspended execution was called back, and what it waits for could not be read.');
    return say('unavailable');
  }
  const given = queryOf(context).get(secretParameter);
  if (!sameSecret(given, suspended.secret)) return say('refused');
  const { secret } = suspended;
  const door = () => doorbellUrl(context.evaluateExpression('{{ $execution.resumeUrl }}'), secret);
  const times = timesOf(suspended);
  // After a restart nobody rings any more; whoever is called takes it up again.
  keepRinging(context, door, secret, times);

  const named = taskNamedBy(context, suspended.provider);
  if (suspendedExecutions.isClaimed(secret, systemClock.now())) return say('resuming');
  if (suspendedExecutions.fanInFor(secret, tasksOf(suspended)).join(named)) return say('waiting');
  const done = takeTurn({ kind: 'suspended', workflowId: context.getWorkflow().id });
  if (done === undefined && isOwnCall(context)) return say('busy');
  const url = door();
  if (done === undefined && reachesItself(url)) {
    callOwnLater({ url, body: { taskId: named } });
    return say('busy');
  }
  const collecting = collect(context, suspended, named, times).finally(done);
  return await answerInTime(say, collecting, 'waiting');
}

const ownRingSchema = z.object({ taskId: z.string() });

/** Each provider reads its own callbacks. A call of this package names the task in one way, whatever the provider. */
function taskNamedBy(context: IWebhookFunctions, provider: string): string | undefined {
  const body: unknown = context.getBodyData();
  if (isOwnCall(context)) return ownRingSchema.safeParse(body).data?.taskId;
  return isProviderId(provider) ? definitionOf(provider).taskIdOfCallback?.(body) : undefined;
}

/** @returns items for the one caller that resumes the execution */
async function collect(
  context: IWebhookFunctions,
  suspended: Suspended,
  named: string | undefined,
  times: ReconcileTimes,
): Promise<WebhookResult<DoorbellStatus>> {
  const found = await look(context, suspended, named, times);
  if (typeof found === 'string') return { status: found };
  // Callbacks come together when the last task ends: one makes the files, and resumes.
  if (!suspendedExecutions.claimResume(suspended.secret, systemClock.now())) return { status: 'resuming' };
  return { status: 'resuming', items: await make(context, suspended, found) };
}

/** @throws when an item could not be made; then nobody resumes with fewer, and the next ring tries again */
async function make(
  { helpers }: IWebhookFunctions,
  suspended: Suspended,
  { ended, open }: Found,
): Promise<INodeExecutionData[]> {
  const items = await collectedItems(helpers, suspended, ended, open).catch((error: unknown) => {
    suspendedExecutions.releaseClaim(suspended.secret);
    throw error;
  });
  suspendedExecutions.handedOver(suspended.secret, systemClock.now());
  return items;
}

function readSuspended(context: IWebhookFunctions): Suspended | undefined {
  // Braces in the name would end the expression.
  const self = JSON.stringify(context.getNode().name).replace(
    /[{}]/g,
    (brace) => `\\u00${brace.charCodeAt(0).toString(16)}`,
  );
  const stored: unknown = context.evaluateExpression(
    `{{ $(${self}).context[${JSON.stringify(contextKeys.suspended)}] }}`,
  );
  return suspendedSchema.safeParse(stored).data;
}
