import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { systemClock } from '../../shared/clock';
import { callOwn, isOwnCall } from '../../shared/webhooks/ownCalls';
import { hasLeft, statusOf } from '../../shared/webhooks/resumeAnswer';
import { newSecret } from '../../shared/webhooks/secret';
import { suspendedExecutions } from './executions';
import type { Suspended } from './suspended';

/*
 * Of two processes that resume an execution, n8n lets the first one through: only an execution that waits can be
 * resumed. But n8n does not look at what it waits for. If the execution has gone on and waits again, say for an
 * approval or in the next round of a loop, the slower process would resume it a second time from the state that it had
 * loaded before, and what came after would run and be paid for again.
 *
 * So a process asks first, at the doorbell. n8n answers if the execution has moved on. Otherwise the question reaches
 * one of the webhook processes: whichever claimed the execution later gives it up. Inside one process the claim in
 * `executions.ts` is enough.
 */

/** Tells a process from others. */
export const thisProcess = newSecret();

/** Whether another process has ever asked: only then it is worth asking again to reach it. */
let hasOthers = false;

/** A load balancer leads to one of two processes in half of the cases. */
const mostQuestions = 3;

const rivalSchema = z.object({ process: z.string(), claimedAtMs: z.number() });
type Rival = z.infer<typeof rivalSchema>;

/** The process that asks whether it may resume the execution; undefined if the doorbell is rung for another reason. */
export function rivalOf(context: IWebhookFunctions): Rival | undefined {
  return isOwnCall(context) ? rivalSchema.safeParse(context.getBodyData()).data : undefined;
}

/** Answers a process that has claimed the execution, and gives up a later claim of this one. */
export function answerRival(secret: string, rival: Rival): 'itself' | 'resuming' | 'waiting' {
  if (rival.process === thisProcess) return 'itself';
  hasOthers = true;
  const claimedAtMs = suspendedExecutions.claimedAtMs(secret, systemClock.now());
  if (claimedAtMs === undefined) return 'waiting';
  if (isEarlier({ process: thisProcess, claimedAtMs }, rival)) return 'resuming';
  suspendedExecutions.releaseClaim(secret);
  return 'waiting';
}

const isEarlier = (one: Rival, other: Rival): boolean =>
  one.claimedAtMs === other.claimedAtMs ? one.process < other.process : one.claimedAtMs < other.claimedAtMs;

/**
 * Whether this process, which has claimed the execution, is still the one to resume it.
 *
 * @param getUrl returns the doorbell's URL; called only if needed
 * @returns true as well if n8n can't reach itself; its own check then is all there is
 */
export async function isAheadOfOthers(
  { secret, process: suspendedBy }: Suspended,
  getUrl: () => string,
): Promise<boolean> {
  // If this process suspended it, it does everything, and there are no others.
  if (suspendedBy === thisProcess) return true;
  const claimedAtMs = suspendedExecutions.claimedAtMs(secret, systemClock.now());
  const hasClaim = () => suspendedExecutions.claimedAtMs(secret, systemClock.now()) === claimedAtMs;
  if (claimedAtMs === undefined) return false;
  const url = getUrl();
  for (let question = 1; ; question++) {
    // Out of turn: the answer is immediate, and the call that waits for it may have taken the last turn.
    const answer = await callOwn(url, { process: thisProcess, claimedAtMs }, {}, (call) => call()).catch(
      () => undefined,
    );
    if (!hasClaim()) return false;
    if (hasLeft(answer) || statusOf(answer) === 'resuming') {
      suspendedExecutions.releaseClaim(secret);
      return false;
    }
    if (statusOf(answer) !== 'itself' || !hasOthers || question >= mostQuestions) return true;
  }
}
