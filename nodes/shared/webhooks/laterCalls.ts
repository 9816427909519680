import type { IDataObject } from 'n8n-workflow';
import { createLimiter, type Limiter } from '../../../transcription/calls/limit';
import { detachedClock } from '../clock';
import { askedToWait, resumeAnswer } from './resumeAnswer';
import { callOwn } from './ownCalls';

/** A call of one of our own webhooks that was not done at once. */
export interface LaterCall {
  url: string;
  body: IDataObject;
  /** Made anew for each try: a signature is good for minutes. */
  headers?: () => Record<string, string>;
  /** What tells this call from others; the same one is not made twice. By default the URL and the body. */
  id?: string;
  /** Who has to share with themselves, a workflow for example. By default the URL. */
  owner?: string;
  /** What the webhook said when it was not done; by default that it is busy. */
  said?: string;
  /** How long it is tried. */
  forMs?: number;
  /** Told when that was not long enough. */
  onGivenUp?: () => void;
}

/** Waiting costs a few kilobytes each; who floods one callback URL must not leave others without a place. */
const mostWaiting = 2_000;
const mostOfAnOwner = 500;

/** Beside those of the reconcilers, so that a flood of callbacks does not keep a suspended execution waiting. */
const takingTurns = createLimiter(4);
const atATimeOfAnOwner = 2;

const tenMinutesMs = 10 * 60_000;

/** The next wait after `again` answers of one kind in a row. */
const waits: Record<'busy' | 'unknown' | 'other', (again: number) => number> = {
  // Others were served first: soon there will be room.
  busy: (again) => Math.min(1_000 * 2 ** again, 60_000),
  // A task that its provider does not know may appear within 90 s. Made-up ones must not cost more than two questions.
  unknown: (again) => (again === 0 ? 10_000 : 95_000),
  // A task that runs, a provider that can't be asked, an n8n or a proxy that is being restarted.
  other: (again) => Math.min(2_000 * 2 ** again, 300_000),
};

const waiting = new Map<string, LaterCall>();
const owners = new Map<string, { calls: number; limiter: Limiter }>();

/**
 * Calls one of our own webhooks in the background, at growing intervals, until the node behind it has nothing left to
 * do. That is not kept over a restart: whoever called the webhook was asked to try again, too.
 *
 * @returns false when too many calls are waiting already; true when it will be made, or was going to be
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

/** Ends a call that somebody else has made needless. */
export function callNoMore(id: string): void {
  waiting.delete(id);
}

/** @returns false when the time was up */
async function keepCalling(call: LaterCall, isWanted: () => boolean, inTurn: Limiter): Promise<boolean> {
  const untilMs = detachedClock.now() + (call.forMs ?? tenMinutesMs);
  let kind = kindOf(call.said ?? 'busy');
  for (let again = 0; ; again++) {
    await detachedClock.sleep(waits[kind](again));
    if (!isWanted()) return true;
    const answer = await callOwn(call.url, call.body, call.headers?.(), inTurn).catch(() => undefined);
    if (resumeAnswer(answer) !== 'unheard') return true;
    if (detachedClock.now() >= untilMs) return false;
    const next = kindOf(askedToWait(answer));
    if (next !== kind) again = -1;
    kind = next;
  }
}

function kindOf(status: string | undefined): keyof typeof waits {
  return status === 'busy' || status === 'unknown' ? status : 'other';
}
