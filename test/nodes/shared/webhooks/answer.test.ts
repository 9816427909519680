import { mockClock } from '../../../support/useFakeClock';
import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { answerInTime, sayTo, type WebhookResult } from '../../../../nodes/shared/webhooks/answer';

const httpStatus = { done: 200, waiting: 503 };

/** Somebody who calls a webhook, and notes what they are told. */
function caller() {
  const told: unknown[] = [];
  const response = {
    status: (code: number) => ({ json: (body: object) => void told.push([code, body]) }),
  };
  const getResponseObject = z.custom<IWebhookFunctions['getResponseObject']>().parse(() => response);
  return { told, say: sayTo({ getResponseObject }, httpStatus) };
}

type Result = WebhookResult<keyof typeof httpStatus>;
const items = [{ json: { text: 'hello' } }];
const afterMs = async (ms: number, result: Result): Promise<Result> => {
  await mockClock.sleep(ms);
  return result;
};

test('a caller is answered in the place of n8n, once', () => {
  const { told, say } = caller();
  expect(say('waiting')).toEqual({ noWebhookResponse: true });
  expect(say('done')).toEqual({ noWebhookResponse: true });
  expect(told).toEqual([[503, { status: 'waiting' }]]);
});

test('a caller learns what came of work that ends in time', async () => {
  const { told, say } = caller();
  const answered = answerInTime(say, afterMs(7_999, { status: 'done', items }), 'waiting');
  expect(await answered).toEqual({ noWebhookResponse: true, workflowData: [items] });
  expect(told).toEqual([[200, { status: 'done' }]]);
});

test('work without items starts nothing', async () => {
  const { say } = caller();
  const answered = await answerInTime(say, Promise.resolve({ status: 'done' }), 'waiting');
  expect(answered).toEqual({ noWebhookResponse: true });
});

test('a caller is not kept waiting longer than 8 s, and the items still reach n8n', async () => {
  const { told, say } = caller();
  const answered = answerInTime(say, afterMs(8_001, { status: 'done', items }), 'waiting');
  expect(await answered).toEqual({ noWebhookResponse: true, workflowData: [items] });
  expect(told).toEqual([[503, { status: 'waiting' }]]);
});

test('work that fails in time is left to whoever catches the failure', async () => {
  const { told, say } = caller();
  await expect(answerInTime(say, Promise.reject(new Error('no')), 'waiting')).rejects.toThrow('no');
  expect(told).toEqual([]);
});
