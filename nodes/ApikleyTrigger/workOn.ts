import type { IWebhookFunctions } from 'n8n-workflow';
import { TranscriptionError } from '../../transcription/errors';
import type { EndedTask } from '../../transcription/tasks/finality';
import { callNoMore, isCalledLater } from '../shared/webhooks/laterCalls';
import { isOwnCall } from '../shared/webhooks/ownCalls';
import { readingProvider } from '../shared/webhooks/readingProvider';
import { takeTurn, type TurnOwner } from '../shared/webhooks/slots';
import type { Result, Status } from './answer';
import type { AcceptedCallback } from './checkCallback';
import { comesBack, logGivenUp } from './comeBack';
import { itemOf } from './deliver';
import { handOver } from './forward';
import { logLine, placeOf } from './log';
import { calledBack, lookAtRecording, wholeOf } from './lookAtRecording';
import { markDelivered, taskKey, triggerKey } from './oncePerTask';
import type { TriggerParameters } from './parameters';
import { pollHere } from './pollHere';
import { logRefusal } from './refusals';
import { mayReadUnproven } from './unprovenReads';

type Reader = Awaited<ReturnType<typeof readingProvider>>;

/** An accepted callback, and what is needed to process it. */
interface Work {
  context: IWebhookFunctions;
  callback: AcceptedCallback;
  parameters: TriggerParameters;
  reader: Reader;
  owner: TurnOwner;
}

/**
 * Reads the task once, and delivers it if it has ended. It doesn't wait for the task: until the task has ended, n8n
 * calls itself at growing intervals. Never throws, because n8n would then start the workflow with an empty item.
 */
export async function workOn(
  context: IWebhookFunctions,
  callback: AcceptedCallback,
  parameters: TriggerParameters,
): Promise<Result> {
  try {
    const reader = await readingProvider(context, 'apikley');
    const owner: TurnOwner = {
      kind: 'trigger',
      workflowId: context.getWorkflow().id,
      account: reader.account,
    };
    return await readInTurn({ context, callback, parameters, reader, owner });
  } catch (error) {
    logUnread(context, callback.taskId, error);
    return { status: 'unavailable' };
  }
}

async function readInTurn(work: Work): Promise<Result> {
  const { context, callback, reader, owner } = work;
  const { taskId, isProven } = callback;
  if (!isProven && !mayRead(work)) return { status: 'busy' };
  const giveBack = takeTurn(owner);
  if (giveBack === undefined) return isProven ? await later(work, 'busy') : { status: 'busy' };
  let look;
  try {
    look = await lookAtRecording(calledBack(callback), (id) => taskKey(context, id), reader);
    if (look.state === 'ended') return await deliver(work, look.ended);
  } finally {
    giveBack();
  }
  switch (look.state) {
    case 'running':
      return handedOver(work) ?? (await later(work, 'waiting'));
    case 'unknown':
      if (isProven) return await later(work, 'unknown');
      // It may be made up, so nothing is scheduled for it. Its sender may call again, as the task may be too young.
      logUnknown(context, taskId);
      return { status: 'unknown' };
    case 'unread':
      logUnread(context, taskId, look.notes.problem);
      return isProven ? await later(work, 'waiting') : { status: 'unavailable' };
  }
}

/** A callback that proves nothing may be one of a flood. */
function mayRead({ context, callback }: Work): boolean {
  return mayReadUnproven(triggerKey(context), isCalledLater(taskKey(context, callback.taskId)));
}

async function deliver(work: Work, ended: EndedTask): Promise<Result> {
  const { context, callback, parameters } = work;
  if (ended.state === 'failed' && ended.error.facts.task === 'unknown') return refused(work);
  const elsewhere = handedOver(work);
  if (elsewhere !== undefined) return elsewhere;
  const item = await itemOf(context, ended, callback, parameters);
  if (item !== undefined) markDelivered(context, callback.taskId);
  callNoMore(taskKey(context, callback.taskId));
  return { status: 'received', items: item && [item] };
}

/** Schedules the callback again; if n8n can't call itself, waits for the task here. */
async function later(work: Work, status: Status): Promise<Result> {
  const { context, callback } = work;
  const { taskId } = callback;
  if (isOwnCall(context)) return { status };
  const way = comesBack(context, callback, status);
  if (way === 'later') return { status };
  try {
    const ended = way === 'unreachable' ? await pollAllHere(work) : undefined;
    if (ended !== undefined) return await deliver(work, ended);
    logLine(
      placeOf(context),
      'full',
      taskId,
      'has too many callbacks waiting, and asked Apikley to call again',
    );
    return { status: 'busy' };
  } catch (error) {
    logGivenUp(placeOf(context), calledBack(callback).taskId, error);
    return { status: 'unavailable' };
  }
}

/** @returns undefined if too many are already waiting here */
async function pollAllHere({ callback, reader, owner }: Work): Promise<EndedTask | undefined> {
  const recording = calledBack(callback);
  const ended = new Map<string, EndedTask>();
  for (const partId of recording.partIds) {
    const part = await pollHere(partId, reader, owner);
    if (part === undefined) return undefined;
    ended.set(partId, part);
  }
  return wholeOf(recording, ended);
}

/**
 * Hands over a callback whose ticket was signed with an earlier API key and names a suspended execution. Call it once
 * the current account is known to have the task.
 *
 * @returns undefined if this workflow has to be started
 */
function handedOver({ context, callback, parameters }: Work): Result | undefined {
  const { resumeUrl } = callback.claims;
  if (!callback.ofEarlierKey || resumeUrl === undefined) return undefined;
  const isHandedOver = handOver(context, resumeUrl, callback.taskId);
  return parameters.options.startOnResume ? undefined : { status: isHandedOver ? 'received' : 'busy' };
}

function refused({ context, callback }: Work): Result {
  logRefusal(placeOf(context), 'unknownTask', callback.taskId);
  callNoMore(taskKey(context, callback.taskId));
  return { status: 'refused' };
}

function logUnknown(context: IWebhookFunctions, taskId: string): void {
  logLine(
    placeOf(context),
    'unknownYet',
    taskId,
    'asked to be called again about a task that the account does not know, at least not yet',
  );
}

function logUnread(context: IWebhookFunctions, taskId: string, problem: unknown): void {
  const why = problem instanceof TranscriptionError ? problem.message : 'it could not be read.';
  logLine(placeOf(context), 'unread', taskId, `can't read a task yet that Apikley called back about: ${why}`);
}
