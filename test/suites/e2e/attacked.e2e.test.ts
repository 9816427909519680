import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, fetch } from 'undici';
import { type HealthProbe, probeHealth } from '../../bench/health';
import { ownN8n, type OwnHarness } from './harness';
import { type Receiver, receivingWorkflow } from './receiver';
import type { Deployed } from './run';
import { startStandIn } from './standIn';
import { apikleyNode, recording, textOf } from './transcribeNode';

/*
 * Attacks on a real n8n. Times are printed and not compared: what a machine takes for 400 requests depends on the
 * machine, also with n8n's own Webhook node.
 */

let n8n: OwnHarness;
let health: HealthProbe;
let other: Deployed;
beforeAll(async () => {
  n8n = await ownN8n();
  other = await n8n.deploy({ node: apikleyNode(n8n) });
});
afterAll(() => n8n.close());
beforeEach(async () => {
  await n8n.control.reset();
  health = probeHealth(n8n.rest.url);
});
afterEach(() => health.stop());

/** Requests at once. 400 is what an attack was tried with; there n8n's own database has no connection left for others. */
const floodSize = Number(process.env.FLOOD || 100);

/** What n8n answers when it is overloaded, and a connection that it closes. */
const closed = 0;
const overloaded = [500, closed];

const isOverload = (error: unknown): boolean => /\banswered (with )?5\d\d\b/.test(String(error));

/** Somebody else comes again when n8n is overloaded. */
async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isOverload(error)) throw error;
      await sleep(500);
    }
  }
}

/**
 * Attacks, and transcribes in another workflow meanwhile. Fails if n8n's health does not answer.
 *
 * @returns the answers to the attack
 */
async function during(name: string, attack: () => Promise<number[]>): Promise<number[]> {
  const fromMs = Date.now();
  const attacking = attack();
  const started = Date.now();
  const run = await patiently(() => other.trigger([recording('english.mp3')]));
  const { outputs } = await patiently(() => run.result());
  const otherMs = Date.now() - started;
  const answers = await attacking;
  expect(outputs[0]?.map(({ json }) => json.text)).toEqual([textOf('english.mp3')]);
  const { p50, most, asked } = health.latency(fromMs, Date.now());
  process.stdout.write(
    `${name}: the other transcript after ${otherMs} ms; health ${Math.round(p50)} ms, at most ${Math.round(most)} ms, of ${asked} requests\n`,
  );
  return answers;
}

/** As many callers as there are requests, so that all of them arrive at once. */
async function flood(url: string, taskIds: readonly string[]): Promise<number[]> {
  const agent = new Agent({ connections: taskIds.length, pipelining: 1 });
  try {
    return await Promise.all(
      taskIds.map(async (taskId) => {
        try {
          const response = await fetch(url, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ code: 200, data: { taskId, state: 'success' } }),
            dispatcher: agent,
          });
          await response.arrayBuffer();
          return response.status;
        } catch {
          return closed;
        }
      }),
    );
  } finally {
    await agent.close();
  }
}

const madeUp = (count: number) => Array.from({ length: count }, (_, index) => `task_made_up_${1000 + index}`);

/** The reads of tasks that nobody created. */
async function madeUpReads(): Promise<number> {
  const requests = await n8n.control.requests();
  return requests.filter(({ query }) => JSON.stringify(query).includes('task_made_up_')).length;
}

test('an answer of 63 MiB fails in words, and n8n goes on', async () => {
  const answer = `{"transcripts":[${'{},'.repeat((63 * 2 ** 20) / 3)}null]}`;
  const service = await startStandIn(answer);
  try {
    const { id, name } = await n8n.rest.createCredential({
      name: 'Hostile',
      type: 'apikleyApi',
      data: { apiKey: 'sk-hostile-0123456789', baseUrl: service.url },
    });
    const node = {
      ...apikleyNode(n8n, { operation: 'getTranscript', taskId: 'task_0123456789' }),
      credentials: { apikleyApi: { id, name } },
      onError: 'continueRegularOutput' as const,
    };
    let error: unknown;
    await during('An answer of 63 MiB', async () => {
      const { outputs } = await n8n.runWorkflow({ node });
      error = outputs[0]?.[0]?.json.error;
      return [];
    });
    expect(error).toMatch(/the answer is larger than 24 MiB, the most that is read/);
  } finally {
    await service.close();
  }
});

/** A callback URL as Apikley has it, with the ticket that it needs. */
async function leakedUrl(trigger: Receiver): Promise<string> {
  await n8n.runWorkflow({
    node: apikleyNode(n8n, { mode: 'submit' }, { callbackUrl: trigger.url }),
    items: [recording('german.mp3')],
  });
  const [task] = await n8n.control.tasks();
  return task?.callBackUrl ?? '';
}

test('callbacks about made-up tasks, with a URL that leaked, hold up no other workflow', async () => {
  const url = await leakedUrl(await receivingWorkflow(n8n));
  const answers = await during('Eight callbacks', () => flood(url, madeUp(8)));
  expect(answers.filter((status) => status !== 503)).toEqual([]);
});

test('a flood of anonymous callbacks asks for as few reads as the limit says, and others get their transcripts', async () => {
  const trigger = await receivingWorkflow(n8n, { accept: 'anyTask' });
  const fromMs = Date.now();
  const answers = await during(`${floodSize} callbacks`, () => flood(trigger.url, madeUp(floodSize)));
  // 20 in ten seconds, and the window that the flood began in.
  const windows = 1 + Math.ceil((Date.now() - fromMs) / 10_000);
  expect(await madeUpReads()).toBeLessThanOrEqual(20 * windows);
  // On a busy machine n8n itself refuses some, because its database has no connection left for them.
  expect(answers.filter((status) => ![403, 503, ...overloaded].includes(status))).toEqual([]);
});
