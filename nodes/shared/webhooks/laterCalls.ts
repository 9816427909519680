import type { IDataObject } from 'n8n-workflow';
import { createLimiter, type Limiter } from '../../../transcription/calls/limit';
import { detachedClock } from '../clock';
import { askedToWait, resumeAnswer } from './resumeAnswer';
import { callOwn } from './ownCalls';

/** A call of one of our own webhooks that has to be repeated. */
export interface LaterCall {
  url: string;
  body: IDataObject;
  /** Created again for each attempt: a signature is valid for minutes. */
  headers?: () => Record<string, string>;
  /** Identifies the call; a call with the same ID isn't queued twice. Defaults to the URL and the body. */
  id?: string;
  /** Whose quota the call counts against, for example a workflow's. Defaults to the URL. */
  owner?: string;
  /** The status of the first answer. Defaults to `busy`. */
  said?: string;
  /** How long the call is repeated. */
  forMs?: number;
  /** Called if that was not long enough. */
  onGivenUp?: () => void;
}

/** A waiting call takes a few kilobytes. A flood of calls to one callback URL must leave room for others. */
const mostWaiting = 2_000;
const mostOfAnOwner = 500;

/** Separate from the reconciler's limiter, so that a flood of callbacks doesn't delay a suspended execution. */
const takingTurns = createLimiter(4);
const atATimeOfAnOwner = 2;

const tenMinutesMs = 10 * 60_000;

/** The next wait after `again` answers of one kind in a row. */
const waits: Record<'busy' | 'unknown' | 'other', (again: number) => number> = {
  // Other callers were served first; there will be room soon.
  busy: (again) => Math.min(1_000 * 2 ** again, 60_000),
  // A task its provider doesn't know yet may appear within 90 s. A made-up task must not cost more than two requests.
  unknown: (again) => (again === 0 ? 10_000 : 95_000),
  // The task is running, the provider can't be reached, or n8n or a proxy is restarting.
  other: (again) => Math.min(2_000 * 2 ** again, 300_000),
};

const waiting = new Map<string, LaterCall>();
const owners = new Map<string, { calls: number; limiter: Limiter }>();

/**
 * Calls one of our own webhooks in the background, at growing intervals, until the node behind it has nothing left to
 * do. A restart drops the call, but the original caller was asked to retry as well.
 *
 * @returns false if too many calls are already waiting; true if the call was queued now or before
 */
export function callOwnLater(call: LaterCall): boolean {
  const id = call.id ?? `${call.url} ${JSON.stringify(call.body)}`;
  if (waiting.has(id)) return true;
  const name = call.owner ?? call.url;
  const owner = owners.get(name) ?? { calls: 0, limiter: createLimiter(atATimeOfAnOwner) };
  if (waiting.size >= mostWaiting || owner.calls >= mostOfAnOwner) return false;
  waiting.set(id, call);
  owners.set(name, owner);
  owner.calls += 1;
  const isWanted = () => waiting.get(id) === call;
  keepCalling(call, isWanted, (make) => owner.limiter(() => takingTurns(make)))
    .then((isDone) => {
      if (!isDone) call.onGivenUp?.();
    })
    .catch(() => undefined)
    .finally(() => {
      if (isWanted()) waiting.delete(id);
      owner.calls -= 1;
      if (owner.calls === 0) owners.delete(name);
    });
  return true;
}

/** Whether a call is queued or under way. */
export function isCalledLater(id: string): boolean {
  return waiting.has(id);
}

/** Cancels a call that is no longer needed. */
export function callNoMore(id: string): void {
  waiting.delete(id);
}

/** @returns false if time ran out */
async function keepCalling(call: LaterCall, isWanted: () => boolean, inTurn: Limiter): Promise<boolean> {
  const untilMs = detachedClock.now() + (call.forMs ?? tenMinutesMs);
  let kind = kindOf(call.said ?? 'busy');
  for (let again = 0; ; again++) {
    await detachedClock.sleep(waits[kind](again));
    if (!isWanted()) return true;
    const answer = await callOwn(call.url, call.body, call.headers?.(), inTurn).catch(() => undefined);
    if (resumeAnswer(answer) !== 'retry') return true;
    if (detachedClock.now() >= untilMs) return false;
    const next = kindOf(askedToWait(answer));
    if (next !== kind) again = -1;
    kind = next;
  }
}

function kindOf(status: string | undefined): keyof typeof waits {
  return status === 'busy' || status === 'unknown' ? status : 'other';
}
