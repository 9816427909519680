import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { detachedClock } from '../clock';

/** Providers wait 15 s for the answer to a callback. Work that takes longer than this continues after the answer. */
const answerWithinMs = 8_000;

/** Answers the caller of a webhook with one of our statuses. Only the first one is sent. */
export type Say<Status extends string> = (status: Status) => IWebhookResponseData;

/** The result of a call of one of our webhooks. */
export interface WebhookResult<Status extends string> {
  status: Status;
  /** What the workflow starts or resumes with. */
  items?: INodeExecutionData[] | undefined;
}

/** @returns a function that answers instead of n8n; n8n then neither starts nor resumes anything */
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
 * Answers with the result of the work, or with `tooLong` if it isn't ready in time. The items go to n8n whenever they
 * are ready.
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

/** @returns the result of `work`; undefined if it takes longer than a caller can be kept waiting */
export async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  return await Promise.race([work, detachedClock.sleep(answerWithinMs).then(() => undefined)]);
}
