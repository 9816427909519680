import fc from 'fast-check';
import type { EngineRun } from '../../engine/engine';
import { apikley, recording } from '../../engine/setting';
import type { NodeUnderTest } from '../../engine/workflow';
import { fixtureNamed } from '../../../emulator/recordings/fixtures';
import { hostileJson, jsonText, orHostile } from './arbitraries/json';
import { huge, hugeJson } from './arbitraries/huge';
import { hostileText, keyText } from './arbitraries/text';
import { openWebhooks, rawCall, type Webhooks } from './webhooks';
import { holds } from './holds';

/*
 * The resume URL of an execution that Transcribe has suspended. On n8n 1.x everything in it except the secret can be
 * guessed.
 */

const files = ['german.mp3', 'english.mp3'];
const transcribe: NodeUnderTest = { parameters: apikley({ mode: 'suspend' }, { itemsAtATime: 1 }) };

let webhooks: Webhooks;
let suspended: EngineRun;
let taskIds: string[];
let secret: string;
beforeAll(async () => {
  webhooks = await openWebhooks();
  const { control } = webhooks.emulator;
  await control.planTasks({ outcome: { kind: 'never' } });
  suspended = await webhooks.engine.run(
    transcribe,
    files.map((file) => recording(file)),
  );
  const tasks = await control.tasks();
  taskIds = tasks.map(({ id }) => id);
  secret = new URL(tasks[0]?.callBackUrl ?? '').searchParams.get('transcribe') ?? '';
});
afterAll(() => webhooks.close());

const ring = (call: object) => webhooks.engine.call(transcribe, rawCall(call), suspended);

const refused = { status: 403, answer: { status: 'refused' }, outputs: undefined };
const waiting = { status: 200, answer: { status: 'waiting' }, outputs: undefined };

const forged = jsonText({ resultObject: { language_code: 'eng', text: 'Forged.', words: [] } });
/** Placeholder for a task of the execution, whose ID is unknown when the cases are generated. */
const ownTask = '\ue000own task\ue000';
const withOwnTask = (body: unknown): unknown =>
  JSON.parse(jsonText(body).replaceAll(ownTask, taskIds[0] ?? ''));
const details = fc.record({
  taskId: orHostile(fc.constant(ownTask)),
  state: orHostile(fc.constantFrom('success', 'fail')),
  resultJson: orHostile(fc.constant(forged)),
});
const body = fc.oneof(
  { weight: 3, arbitrary: fc.record({ data: orHostile(details), taskId: orHostile(fc.constant(ownTask)) }) },
  { weight: 1, arbitrary: hostileJson },
);

type BadQuery = () => unknown;
const badQuery: fc.Arbitrary<BadQuery> = fc.oneof(
  fc.oneof(hostileText, keyText, hostileJson).map((value): BadQuery => () => ({ transcribe: value })),
  hostileJson.map(
    (value): BadQuery =>
      () =>
        value,
  ),
  fc.nat({ max: 31 }).map((at): BadQuery => () => {
    const other = secret[at] === 'A' ? 'B' : 'A';
    return { transcribe: secret.slice(0, at) + other + secret.slice(at + 1) };
  }),
  fc.nat({ max: 31 }).map((length): BadQuery => () => ({ transcribe: secret.slice(0, length) })),
  fc.constantFrom<BadQuery>(
    () => ({ transcribe: [secret] }),
    () => ({ transcribe: { secret } }),
    () => ({ transcribe: `${secret} ` }),
    () => ({ transcribe: secret + secret }),
    () => ({ ticket: secret }),
    () => ({}),
    () => undefined,
  ),
);

holds(
  'who does not know the secret wakes nobody, and asks the provider for nothing',
  fc.record({ body, query: badQuery, headers: fc.dictionary(hostileText, hostileText, { maxKeys: 3 }) }),
  3_000,
  async ({ body: said, query, headers }) => {
    const before = await webhooks.asked();
    expect(await ring({ body: withOwnTask(said), query: query(), headers })).toEqual(refused);
    expect(await webhooks.asked()).toBe(before);
  },
);

/** On a slow machine n8n has read tasks before, while it was submitting, and what it learnt may be dropped by now. */
let isKnownToRun = false;

holds(
  'who knows the secret wakes nobody while a task runs, and costs no question by naming tasks that are not there',
  keyText.map((taskId) => `none.${taskId}`),
  600,
  async (taskId) => {
    const before = (await webhooks.emulator.control.counts()).recordInfo ?? 0;
    const said = { data: { taskId, state: 'success', resultJson: forged } };
    expect(await ring({ body: said, query: { transcribe: secret } })).toEqual(waiting);
    const after = (await webhooks.emulator.control.counts()).recordInfo ?? 0;
    // The first read shows that one task is running.
    expect(after - before).toBeLessThanOrEqual(isKnownToRun ? 0 : 1);
    isKnownToRun = true;
  },
  'firstFailure',
);

holds(
  'a ring of any size and depth is refused without the secret',
  fc.tuple(huge, fc.constantFrom('data', 'taskId', '__proto__')),
  40,
  async ([size, name]) => {
    const value: unknown = JSON.parse(hugeJson(size, name));
    const before = await webhooks.asked();
    for (const said of [value, { data: value }, { data: { taskId: value } }]) {
      expect(await ring({ body: said, query: { transcribe: `${secret}x` } })).toEqual(refused);
    }
    expect(await webhooks.asked()).toBe(before);
  },
);

test('the execution wakes in the end, once, with what the provider says and not the callback', async () => {
  for (const id of taskIds) await webhooks.emulator.control.endTask(id);
  const rung = await Promise.all(
    taskIds.map((taskId) =>
      ring({
        body: { data: { taskId, state: 'success', resultJson: forged } },
        query: { transcribe: secret },
      }),
    ),
  );
  const resumed = rung.flatMap(({ outputs }) => outputs ?? []);
  expect(resumed).toHaveLength(1);
  expect(resumed[0]?.map(({ json }) => json.text)).toEqual(files.map((file) => fixtureNamed(file).text));
});

test('the log of all this shows neither the key nor the secret', () => {
  const log = webhooks.log.join('\n');
  expect(log).not.toContain(webhooks.emulator.keys.apikley);
  expect(log).not.toContain(secret);
});
