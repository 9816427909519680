import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { detachedClock } from '../clock';

/** Senders of callbacks wait 15 s. Whatever takes longer than this goes on after they were answered. */
const answerWithinMs = 8_000;

/** Answers the caller of a webhook with a word of ours. Only the first one is sent. */
export type Say<Status extends string> = (status: Status) => IWebhookResponseData;

/** What came of a call of one of our own webhooks. */
export interface WebhookResult<Status extends string> {
  status: Status;
  /** What the workflow starts, or goes on, with. */
  items?: INodeExecutionData[] | undefined;
}

/** @returns what answers in n8n's place; n8n then neither starts nor resumes anything */
export function sayTo<Status extends string>(
  context: Pick<IWebhookFunctions, 'getResponseObject'>,
  httpStatus: Record<Status, number>,
): Say<Status> {
  let isAnswered = false;
  return (status) => {
    if (!isAnswered) context.getResponseObject().status(httpStatus[status]).json({ status });
    isAnswered = true;
    return { noWebhookResponse: true };
  };
}

/**
 * Answers with what came of the work, or with `tooLong` when that is not known in time, and hands the items to n8n
 * whenever they are there.
 *
 * @throws what the work throws
 */
export async function answerInTime<Status extends string>(
  say: Say<Status>,
  working: Promise<WebhookResult<Status>>,
  tooLong: Status,
): Promise<IWebhookResponseData> {
  const soon = await inTime(working);
  const answer = say(soon?.status ?? tooLong);
  const { items } = soon ?? (await working);
  return { ...answer, ...(items && { workflowData: [items] }) };
}

/** @returns what `work` came to; undefined when that takes longer than a caller can be kept waiting */
export async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  return await Promise.race([work, detachedClock.sleep(answerWithinMs).then(() => undefined)]);
}
