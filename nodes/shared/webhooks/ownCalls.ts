import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { parseJson } from '../../../transcription/calls/json';
import { createLimiter } from '../../../transcription/calls/limit';
import { detachedClock } from '../clock';
import { isAnsweredByN8n } from './resumeAnswer';
import { readResponse } from '../http/rawResponse';
import { readAnswer } from '../http/readAnswer';

const markHeader = 'x-transcribe-own-call';

/** Each call makes n8n load a workflow or an execution; thousands that are due at once take turns. */
const takingTurns = createLimiter(4);

/** The webhooks that are called answer within 8 s; n8n may have to load a large execution before. */
const timeoutMs = 20_000;

/** n8n and its nodes answer in a few hundred bytes; a page in their place is not worth its reading. */
const maxAnswerBytes = 65_536;

/** The newest one serves all calls: each holds its whole execution in memory, and one is enough. */
let newest: Pick<IExecuteFunctions['helpers'], 'httpRequest'> | undefined;

/**
 * When a call last went astray, by its origin: n8n may have no route to its own address, not be allowed to use it, or
 * meet a proxy there that lets strangers in and itself not.
 */
const lastCallFailedAt = new Map<string, number>();

/** What is wrong may have been mended, or have been the restart of a proxy. */
const forgetFailedCallAfterMs = 5 * 60_000;

const mostOrigins = 100;

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
  inTurn = takingTurns,
): Promise<unknown> {
  return await inTurn(async () => {
    if (newest === undefined) throw new TypeError('nothing to call with');
    const calling = send(newest, url, body, headers);
    calling.then(
      (answer) => noteWay(url, isAnsweredByN8n(answer)),
      () => noteWay(url, false),
    );
    return await calling;
  });
}

async function send(
  { httpRequest }: NonNullable<typeof newest>,
  url: string,
  body: IDataObject,
  headers: Record<string, string>,
): Promise<{ statusCode: number; body: unknown }> {
  const response: unknown = await httpRequest({
    method: 'POST',
    url,
    body,
    headers: { ...headers, [markHeader]: '1' },
    json: true,
    encoding: 'stream',
    timeout: timeoutMs,
    disableFollowRedirect: true,
    ignoreHttpStatusErrors: true,
    returnFullResponse: true,
  });
  const answer = readResponse(response);
  const text = await readAnswer(answer.body, timeoutMs, maxAnswerBytes);
  return { statusCode: answer.status, body: parseJson(text) };
}

function noteWay(url: string, isOpen: boolean): void {
  const { origin } = new URL(url);
  lastCallFailedAt.delete(origin);
  if (!isOpen) lastCallFailedAt.set(origin, detachedClock.now());
  const [oldest] = lastCallFailedAt.keys();
  if (lastCallFailedAt.size > mostOrigins && oldest !== undefined) lastCallFailedAt.delete(oldest);
}

/** Whether calls to this URL may be relied upon: false for some minutes once one went astray. */
export function reachesItself(url: string): boolean {
  if (newest === undefined) return false;
  const since = lastCallFailedAt.get(new URL(url).origin);
  return since === undefined || detachedClock.now() - since > forgetFailedCallAfterMs;
}

/**
 * Whether a request is a call of this package, whose caller tries again by itself, perhaps in another process. It is no
 * secret, and need not be: whoever claims it is not called back, and gains nothing else.
 */
export function isOwnCall(context: IWebhookFunctions): boolean {
  return context.getHeaderData()[markHeader] !== undefined;
}
