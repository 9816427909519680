import { mockClock } from '../../../support/useFakeClock';
import { Readable } from 'node:stream';
import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import {
  callOwn,
  isOwnCall,
  reachesItself,
  readyForOwnCalls,
} from '../../../../nodes/shared/webhooks/ownCalls';

const webhookFunctions = z.custom<IWebhookFunctions>();
const url = 'https://n8n.example.com/webhook/7/transcribe?transcribe=secret';
const minuteMs = 60_000;
const waiting = { statusCode: 200, body: { status: 'waiting' } };
const refusedConnection = () => Promise.reject(new Error('ECONNREFUSED'));

let requests: unknown[];
let respond: () => unknown;
const helpersThat = (httpRequest: (options: unknown) => unknown) =>
  readyForOwnCalls(webhookFunctions.parse({ helpers: { httpRequest } }));

function start(): void {
  requests = [];
  respond = () => waiting;
  helpersThat(async (options) => {
    requests.push(options);
    return await Promise.resolve(respond());
  });
}

test('nothing can be called before a node has run in this process', async () => {
  expect(reachesItself(url)).toBe(false);
  await expect(callOwn(url, {})).rejects.toThrow('nothing to call with');
});

describe('a call of our own', () => {
  beforeEach(start);

  test('is a POST that follows no redirect and takes any status for an answer', async () => {
    await callOwn(url, { taskId: 'task_1' }, { 'x-other': 'a' });
    expect(requests).toEqual([
      {
        method: 'POST',
        url,
        body: { taskId: 'task_1' },
        headers: { 'x-other': 'a', 'x-transcribe-own-call': '1' },
        json: true,
        encoding: 'stream',
        timeout: 20_000,
        disableFollowRedirect: true,
        ignoreHttpStatusErrors: true,
        returnFullResponse: true,
      },
    ]);
  });

  test('is recognised where it arrives, and other calls are not', () => {
    const withHeaders = (headers: object) => webhookFunctions.parse({ getHeaderData: () => headers });
    expect(isOwnCall(withHeaders({ 'x-transcribe-own-call': '1' }))).toBe(true);
    expect(isOwnCall(withHeaders({ 'content-type': 'application/json' }))).toBe(false);
  });

  test.each([
    ['JSON', Readable.from(['{"status":', '"busy"}']), { status: 'busy' }],
    ['a page', Readable.from(['<html></html>']), undefined],
  ])('returns the answer, whatever its status: %s', async (_what, body, read) => {
    respond = () => ({ statusCode: 503, headers: {}, body });
    expect(await callOwn(url, {})).toEqual({ statusCode: 503, body: read });
  });

  test('returns an answer of up to 64 KiB', async () => {
    const said = { status: 'busy', padding: '' };
    said.padding = ' '.repeat(65_536 - JSON.stringify(said).length);
    respond = () => ({ statusCode: 503, body: JSON.stringify(said) });
    expect(await callOwn(url, {})).toEqual({ statusCode: 503, body: said });
    respond = () => ({ statusCode: 503, body: `${JSON.stringify(said)} ` });
    await expect(callOwn(url, {})).rejects.toThrow(/larger than/);
  });

  test('is made with the latest helper, since the others belong to executions that have ended', async () => {
    helpersThat(() => waiting);
    await callOwn(url, {});
    expect(requests).toEqual([]);
  });

  test('waits while four others are under way', async () => {
    const letGo: Array<() => void> = [];
    respond = () => new Promise((resolve) => letGo.push(() => resolve(waiting)));
    const calls = Array.from({ length: 6 }, () => callOwn(url, {}));
    await mockClock.sleep(0);
    expect(requests).toHaveLength(4);
    letGo.shift()?.();
    await mockClock.sleep(0);
    expect(requests).toHaveLength(5);
    for (let round = 0; round < 6; round++) {
      letGo.splice(0).forEach((release) => release());
      await mockClock.sleep(0);
    }
    expect(await Promise.all(calls)).toHaveLength(6);
  });
});

describe('whether n8n reaches itself', () => {
  beforeEach(start);

  const fail = async (at: string) => {
    respond = refusedConnection;
    await expect(callOwn(at, {})).rejects.toThrow('ECONNREFUSED');
  };

  test('is doubted for exactly five minutes after a call that failed', async () => {
    await fail(url);
    await mockClock.sleep(5 * minuteMs);
    expect(reachesItself(url)).toBe(false);
    await mockClock.sleep(1);
    expect(reachesItself(url)).toBe(true);
  });

  test('counts from the last call that failed', async () => {
    await fail(url);
    await mockClock.sleep(4 * minuteMs);
    await fail(url);
    await mockClock.sleep(4 * minuteMs);
    expect(reachesItself(url)).toBe(false);
  });

  test('is settled by an answer of n8n, and by no other', async () => {
    await fail(url);
    respond = () => ({ statusCode: 200, body: '<html>Welcome</html>' });
    await callOwn(url, {});
    expect(reachesItself(url)).toBe(false);
    respond = () => waiting;
    await callOwn(url, {});
    expect(reachesItself(url)).toBe(true);
  });

  test('is known of an address whatever its path, and of no other address', async () => {
    await fail(url);
    expect(reachesItself('https://n8n.example.com/webhook-waiting/8')).toBe(false);
    expect(reachesItself('https://n8n.example.com:8443/webhook-waiting/8')).toBe(true);
  });

  test('is remembered of a hundred addresses: the one that failed longest ago is forgotten first', async () => {
    const addressed = (index: number) => `https://n8n-${index}.example.com/webhook/7`;
    await fail(addressed(0));
    await fail(addressed(1));
    await fail(addressed(0));
    for (let index = 2; index < 100; index++) await fail(addressed(index));
    expect([addressed(0), addressed(1)].map(reachesItself)).toEqual([false, false]);
    await fail(addressed(100));
    expect([addressed(0), addressed(1), addressed(2)].map(reachesItself)).toEqual([false, true, false]);
  });
});
