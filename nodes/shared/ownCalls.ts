import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { createLimiter } from '../../transcription/limit';
import { detachedClock } from './detachedClock';
import { newSecret, sameSecret } from './secret';

const markHeader = 'x-transcribe-own-call';

/** Known to this process only. */
const mark = newSecret();

/** Each call makes n8n load a workflow or an execution; thousands that are due at once take turns. */
const takingTurns = createLimiter(4);

const timeoutMs = 60_000;

/** The newest one serves all calls: each holds its whole execution in memory, and one is enough. */
let newest: Pick<IExecuteFunctions['helpers'], 'httpRequest'> | undefined;

let astray = false;

/** Keeps what calls of this process go out with, for after the node has ended. */
export function readyForOwnCalls({ helpers }: IExecuteFunctions | IWebhookFunctions): void {
  newest = helpers;
}

/**
 * Calls a webhook of this n8n, when its turn comes.
 *
 * @returns n8n's answer, whatever its status
 * @throws when there was none
 */
export async function callOwn(
  url: string,
  body: IDataObject,
  headers: Record<string, string> = {},
): Promise<unknown> {
  return await takingTurns(async () => {
    if (newest === undefined) throw new TypeError('nothing to call with');
    const answer: Promise<unknown> = newest.httpRequest({
      method: 'POST',
      url,
      body,
      headers: { ...headers, [markHeader]: mark },
      json: true,
      timeout: timeoutMs,
      disableFollowRedirect: true,
      ignoreHttpStatusErrors: true,
      returnFullResponse: true,
    });
    const note = (failed: boolean) => () => {
      astray = failed;
    };
    answer.then(note(false), note(true));
    return await answer;
  });
}

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;
/** Seven minutes in all. */
const tries = 12;

const busySchema = z.object({ statusCode: z.literal(503) });

/** Calls a webhook that was busy, in the background, until it is so no more. */
export function callOwnLater(url: string, body: IDataObject, headers?: Record<string, string>): void {
  const call = async () => {
    for (let attempt = 0; attempt < tries; attempt++) {
      const answer = await callOwn(url, body, headers);
      if (!busySchema.safeParse(answer).success) return;
      await detachedClock.sleep(Math.min(firstWaitMs * 2 ** attempt, longestWaitMs));
    }
  };
  // The sender was asked to try again, too.
  call().catch(() => undefined);
}

/** Whether a request is a call of this very process, which tries again by itself. */
export function isOwnCall(context: IWebhookFunctions): boolean {
  return sameSecret(context.getHeaderData()[markHeader], mark);
}

/** False once a call went astray: n8n may have no route to its own address, or not be allowed to use it. */
export function reachesItself(): boolean {
  return newest !== undefined && !astray;
}
