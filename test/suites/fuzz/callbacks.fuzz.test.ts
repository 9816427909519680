import { createHmac } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { ticketParameter } from '../../../nodes/shared/webhooks/callbackUrl';
import { makeTicket, ticketKey } from '../../../transcription/callbacks/ticket';
import { hostileJson, jsonText, orHostile } from './arbitraries/json';
import { huge, hugeJson } from './arbitraries/huge';
import { hostileText, keyText } from './arbitraries/text';
import { openWebhooks, rawCall, type Webhooks, webhookHmacSecret } from './webhooks';
import { holds } from './holds';

/* The URL of an Apikley Trigger is known to the provider, and to anyone who reads its logs. */

let webhooks: Webhooks;
let known: string;
beforeAll(async () => {
  webhooks = await openWebhooks();
  known = (await webhooks.endedTask()).taskId;
});
afterAll(() => webhooks.close());

const receive = (call: object, parameters: INodeParameters = {}) =>
  webhooks.engine.call({ role: 'trigger', parameters }, rawCall(call));

const refused = { status: 403, answer: { status: 'refused' }, outputs: undefined };
const busy = { status: 503, answer: { status: 'busy' }, outputs: undefined };
const unknown = { status: 503, answer: { status: 'unknown' }, outputs: undefined };

/** Placeholder for an ended task of the account, whose ID is unknown when the cases are generated. */
const knownTask = '\ue000known task\ue000';
const withKnownTask = (body: unknown): unknown => JSON.parse(jsonText(body).replaceAll(knownTask, known));

const forged = jsonText({ resultObject: { language_code: 'eng', text: 'Forged.', words: [] } });
const details = fc.record({
  taskId: orHostile(fc.constant(knownTask)),
  task_id: orHostile(fc.constant(knownTask)),
  state: orHostile(fc.constantFrom('success', 'fail')),
  resultJson: orHostile(fc.constant(forged)),
});
const body = fc.oneof(
  { weight: 4, arbitrary: fc.record({ code: orHostile(fc.constant(200)), data: orHostile(details) }) },
  { weight: 1, arbitrary: fc.record({ taskId: fc.constant(knownTask), more: hostileJson }) },
  { weight: 1, arbitrary: hostileJson },
  // Express's result for a body that is not JSON.
  { weight: 1, arbitrary: hostileText.map((text) => ({ [text]: '' })) },
);

const apiKey = () => webhooks.emulator.keys.apikley;
const lifetimeMs = 60_000;

/** The query of a callback whose ticket is invalid in some way. */
type BadQuery = () => Record<string, unknown>;
const goodTicket = (key = apiKey(), nowMs = Date.now()): string =>
  makeTicket(
    { metadata: { id: 7 }, resumeUrl: `${webhooks.emulator.urls.files}/callback` },
    ticketKey(key),
    nowMs,
    lifetimeMs,
  );
const badQuery: fc.Arbitrary<BadQuery> = fc.oneof(
  hostileJson.map((value): BadQuery => () => ({ [ticketParameter]: value })),
  hostileText.map((value): BadQuery => () => ({ [ticketParameter]: value })),
  fc.array(fc.tuple(hostileText, hostileJson), { maxLength: 3 }).map(
    (entries): BadQuery =>
      () =>
        Object.fromEntries(entries),
  ),
  keyText.map((key): BadQuery => () => ({ [ticketParameter]: goodTicket(key) })),
  fc.integer({ min: 1, max: 2 ** 40 }).map((late): BadQuery => () => ({
    [ticketParameter]: goodTicket(apiKey(), Date.now() - lifetimeMs - 1_000 - late),
  })),
  fc
    .tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.integer({ min: 0, max: 6 }))
    .map(([share, bit]): BadQuery => () => {
      const bytes = Buffer.from(goodTicket(), 'latin1');
      const at = Math.floor(bytes.length * share);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      return { [ticketParameter]: bytes.toString('latin1') };
    }),
  fc.constantFrom<BadQuery>(
    () => ({ [ticketParameter]: [goodTicket()] }),
    () => ({ [ticketParameter]: { ticket: goodTicket() } }),
    () => ({ Ticket: goodTicket() }),
    () => ({ [ticketParameter]: goodTicket().slice(0, -1) }),
    () => ({ [ticketParameter]: goodTicket().replace('v2.', 'v1.') }),
    () => ({ [ticketParameter]: `${goodTicket()}${goodTicket()}` }),
  ),
);

const signatureFor = (taskId: string, timestamp: string, key: string): string =>
  createHmac('sha256', key).update(`${taskId}.${timestamp}`).digest('base64');

type BadHeaders = () => Record<string, unknown>;
const seconds = () => String(Math.floor(Date.now() / 1000));
const signedBy = (key: string, taskId = known, timestamp = seconds()) => ({
  'x-webhook-timestamp': timestamp,
  'x-webhook-signature': signatureFor(taskId, timestamp, key),
});
const badHeaders: fc.Arbitrary<BadHeaders> = fc.oneof(
  fc.record({ time: hostileJson, signature: hostileJson }).map(({ time, signature }): BadHeaders => () => ({
    'x-webhook-timestamp': time,
    'x-webhook-signature': signature,
  })),
  keyText.map(
    (key): BadHeaders =>
      () =>
        signedBy(key),
  ),
  fc.constantFrom('', 'undefined', 'null').map(
    (key): BadHeaders =>
      () =>
        signedBy(key || '\0'),
  ),
  hostileText.map(
    (other): BadHeaders =>
      () =>
        signedBy(webhookHmacSecret, `${known}${other} `),
  ),
  fc.integer({ min: 302, max: 2 ** 30 }).map(
    (age): BadHeaders =>
      () =>
        signedBy(webhookHmacSecret, known, String(Math.floor(Date.now() / 1000) - age)),
  ),
  fc.constantFrom<BadHeaders>(
    () => ({}),
    () => ({ 'x-webhook-signature': signedBy(webhookHmacSecret)['x-webhook-signature'] }),
    () => ({ 'x-webhook-timestamp': seconds() }),
    () => {
      const signed = signedBy(webhookHmacSecret);
      return { ...signed, 'x-webhook-timestamp': String(Number(signed['x-webhook-timestamp']) - 1) };
    },
  ),
);

describe('a callback without a good ticket', () => {
  holds(
    'is refused, and asks the provider for nothing, whatever it says',
    fc.record({ body, query: badQuery, headers: badHeaders }),
    3_000,
    async ({ body: said, query, headers }) => {
      const before = await webhooks.asked();
      const call = { body: withKnownTask(said), query: query(), headers: headers() };
      expect(await receive(call)).toEqual(refused);
      expect(await webhooks.asked()).toBe(before);
    },
  );
});

describe('a callback without a good signature', () => {
  holds(
    'is refused where signatures are asked for, and asks the provider for nothing, whatever ticket it has',
    fc.record({
      body,
      query: fc.oneof(
        badQuery,
        fc.constant<BadQuery>(() => ({ [ticketParameter]: goodTicket() })),
      ),
      headers: badHeaders,
    }),
    2_000,
    async ({ body: said, query, headers }) => {
      const before = await webhooks.asked();
      const call = { body: withKnownTask(said), query: query(), headers: headers() };
      expect(await receive(call, { accept: 'signature' })).toEqual(refused);
      expect(await webhooks.asked()).toBe(before);
    },
  );
});

describe('a callback about no task of the account', () => {
  holds(
    'starts nothing and costs one question at most, where any task is accepted',
    fc.oneof(
      keyText.map((taskId) => ({ taskId: `none.${taskId}` })),
      hostileText.map((taskId) => ({
        data: { taskId: `none ${taskId}`, state: 'success', resultJson: forged },
      })),
    ),
    500,
    async (said) => {
      const before = (await webhooks.emulator.control.counts()).recordInfo ?? 0;
      const result = await receive({ body: said }, { accept: 'anyTask' });
      const after = (await webhooks.emulator.control.counts()).recordInfo ?? 0;
      // Once the reads for callbacks without proof are used up, nothing is asked.
      const costs = isDeepStrictEqual(result, busy) ? 0 : 1;
      if (costs > 0) expect([refused, unknown]).toContainEqual(result);
      expect(after - before).toBeLessThanOrEqual(costs);
    },
    'firstFailure',
  );

  holds(
    'is refused at any size and depth',
    fc.tuple(huge, fc.constantFrom('data', 'taskId', '__proto__')),
    60,
    async ([size, name]) => {
      const value: unknown = JSON.parse(hugeJson(size, name));
      const before = await webhooks.asked();
      for (const said of [value, { data: value }, { taskId: value }, { data: { taskId: value } }]) {
        for (const accept of ['tickets', 'signature', 'anyTask']) {
          const call = { body: said, query: { [ticketParameter]: goodTicket() } };
          expect(await receive(call, { accept })).toEqual(refused);
        }
      }
      expect(await webhooks.asked()).toBe(before);
    },
  );
});

/** True statements about a task, spelt and embellished in every way. */
const embellished = fc.record({
  spelling: fc.constantFrom('taskId', 'task_id'),
  outside: fc.boolean(),
  state: fc.constantFrom('success', 'fail', 'waiting'),
  more: hostileJson,
});
const forgedBody = (
  { spelling, outside, state, more }: { spelling: string; outside: boolean; state: string; more: unknown },
  taskId: string,
): object => {
  const told = { state, resultJson: forged, failMsg: 'Forged.', text: 'Forged.', more };
  return outside
    ? { ...told, data: told, [spelling]: taskId }
    : { code: 501, data: { ...told, [spelling]: taskId } };
};

/** A provider repeats a callback that is answered with 503, as on a busy machine. */
async function receivedInTheEnd(call: object, accept: string) {
  for (;;) {
    const result = await receive(call, { accept });
    if (result.status === 200) return result;
    expect(result).toMatchObject({ status: 503, outputs: undefined });
  }
}

describe('a callback with a good ticket or signature', () => {
  holds(
    'starts the workflow once, however often it comes, with what the provider says and not the callback',
    fc.record({
      callbacks: fc.array(embellished, { minLength: 2, maxLength: 5 }),
      accept: fc.constantFrom('tickets', 'signature', 'anyTask'),
    }),
    200,
    async ({ callbacks, accept }) => {
      const { taskId, text } = await webhooks.endedTask();
      const key = ticketKey(apiKey());
      const query = { [ticketParameter]: makeTicket({ metadata: { id: 7 } }, key, Date.now(), lifetimeMs) };
      const calls = callbacks.map((callback) => ({
        body: forgedBody(callback, taskId),
        query,
        headers: signedBy(webhookHmacSecret, taskId),
      }));
      const [last, ...together] = calls;
      const results = await Promise.all(together.map((call) => receivedInTheEnd(call, accept)));
      // A later replay.
      results.push(await receivedInTheEnd(last ?? {}, accept));
      const started = results.flatMap(({ outputs }) => outputs?.flat() ?? []);
      expect(started.map(({ json }) => [json.status, json.text, json.taskId])).toEqual([
        ['completed', text, taskId],
      ]);
      expect(JSON.stringify(results)).not.toContain('Forged');
    },
    'firstFailure',
  );
});

test('the log of all this shows neither the key, nor a ticket, nor a line that somebody else wrote', () => {
  const log = webhooks.log.join('\n');
  for (const secret of [apiKey(), ticketKey(apiKey()), webhookHmacSecret, 'v2.ey'])
    expect(log).not.toContain(secret);
  for (const line of webhooks.log) expect(line).not.toMatch(/[\u0000-\u001f]/);
});
