import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { parseJson } from '../../../transcription/calls/json';
import { createLimiter } from '../../../transcription/calls/limit';
import { detachedClock } from '../clock';
import { isAnsweredByN8n } from './resumeAnswer';
import { readResponse } from '../http/rawResponse';
import { readAnswer } from '../http/readAnswer';

const markHeader = 'x-transcribe-own-call';

/** Each call makes n8n load a workflow or an execution, and thousands may be due at once. */
const takingTurns = createLimiter(4);

/** Our webhooks answer within 8 s, but n8n may first have to load a large execution. */
const timeoutMs = 20_000;

/** n8n and its nodes answer in a few hundred bytes. Anything larger is some other page and not worth reading. */
const maxAnswerBytes = 65_536;

/** The latest helpers serve all calls. Each keeps its whole execution in memory, so only one is kept. */
let newest: Pick<IExecuteFunctions['helpers'], 'httpRequest'> | undefined;

/**
 * When a call last failed to reach n8n, by origin. n8n may have no route to its own address, may not be allowed to use
 * it, or may be blocked by a proxy that lets other callers through.
 */
const lastCallFailedAt = new Map<string, number>();

/** The cause may have been fixed by then, or have been a proxy restarting. */
const forgetFailedCallAfterMs = 5 * 60_000;

const mostOrigins = 100;

/** Keeps the HTTP helper, so that calls can be sent after the node has ended. */
export function readyForOwnCalls({ helpers }: IExecuteFunctions | IWebhookFunctions): void {
  newest = helpers;
}

/**
 * Calls a webhook of this n8n when its turn comes.
 *
 * @returns the response, whatever its status
 * @throws if there was no response
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
      (answer) => noteReached(url, isAnsweredByN8n(answer)),
      () => noteReached(url, false),
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

function noteReached(url: string, isReached: boolean): void {
  const { origin } = new URL(url);
  lastCallFailedAt.delete(origin);
  if (!isReached) lastCallFailedAt.set(origin, detachedClock.now());
  const [oldest] = lastCallFailedAt.keys();
  if (lastCallFailedAt.size > mostOrigins && oldest !== undefined) lastCallFailedAt.delete(oldest);
}

/** Whether n8n can probably reach its own URL. False for five minutes after a failed call. */
export function reachesItself(url: string): boolean {
  if (newest === undefined) return false;
  const since = lastCallFailedAt.get(new URL(url).origin);
  return since === undefined || detachedClock.now() - since > forgetFailedCallAfterMs;
}

/**
 * Whether a request comes from this package, possibly from another process. Such a caller retries by itself. The header
 * needn't be secret: a forger only loses our repeat call and gains nothing.
 */
export function isOwnCall(context: IWebhookFunctions): boolean {
  return context.getHeaderData()[markHeader] !== undefined;
}
