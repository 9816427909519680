import { fixtureNamed } from '../../../emulator/recordings/fixtures';
import type { CallResult } from '../../engine/engine';
import { apikley, credentialsFor, recording } from '../../engine/setting';
import type { NodeUnderTest } from '../../engine/workflow';
import { type CallbackFault, callbackFaults } from './callbackFaults';
import { openWebhookServer } from './webhookServer';
import { stage } from './matrix';
import { type Scene, secrets } from './scene';
import { type End, tally } from './tally';

const { text } = fixtureNamed('german.mp3');
const hmacKey = 'hmac-key-5d21';

export const named = callbackFaults.map((fault) => [fault.name, fault] as const);

interface Seen {
  end: End;
  /** Output of the workflows that were started or resumed. */
  texts: unknown[];
  shown: string;
}

/** Exactly once, with the transcript from Apikley itself, and with no secret visible anywhere. */
function expectSound({ texts, shown }: Seen): void {
  expect(texts).toEqual(texts.slice(0, 1).map(() => text));
  for (const secret of [...secrets, hmacKey]) expect(shown).not.toContain(secret);
}

/** An ended task, and a callback about it to the resume URL of its suspended execution. */
async function callBackSuspended(
  { engine, emulator }: Scene,
  { action, lost }: CallbackFault,
): Promise<Seen> {
  const { control } = emulator;
  await control.planTasks({ outcome: { kind: 'never' } });
  await control.setFacts({ callbackTries: 1 });
  const node: NodeUnderTest = { parameters: apikley({ mode: 'suspend' }) };
  const suspended = await engine.run(node, [recording('german.mp3')]);
  const [task] = await control.tasks();
  if (task?.callBackUrl === undefined) throw new Error('nothing was submitted');
  const server = await openWebhookServer((call) => engine.call(node, call, suspended));
  try {
    await control.endTask(task.id);
    const { search, searchParams } = new URL(task.callBackUrl);
    await control.sendCallback({ taskId: task.id, url: server.url + search, actions: [action] });
    if (lost) expect(server.calls).toEqual([]);
    // If the callback did not resume the execution, the next ring does.
    const query = Object.fromEntries(searchParams);
    const resumed = server.calls.some(({ outputs }) => outputs !== undefined);
    if (!resumed) server.calls.push(await engine.call(node, { query, body: {} }, suspended));
    return seenOf(server.calls, 'delivered');
  } finally {
    await server.close();
  }
}

async function callBackTrigger(
  { engine, emulator }: Scene,
  accept: string,
  { action }: CallbackFault,
): Promise<Seen> {
  const { control } = emulator;
  await control.planTasks({ outcome: { kind: 'never' } });
  await control.setFacts({ webhookHmacKey: hmacKey, callbackRetryMs: 10 });
  const own = credentialsFor(emulator);
  const signedIn = engine.withCredentials({
    ...own,
    apikleyApi: { ...own.apikleyApi, webhookHmacSecret: hmacKey },
  });
  const node: NodeUnderTest = { role: 'trigger', parameters: { accept } };
  const server = await openWebhookServer((call) => signedIn.call(node, call));
  try {
    const parameters = apikley({ mode: 'submit' }, { callbackUrl: server.url });
    await engine.run({ parameters }, [recording('german.mp3')]);
    const [task] = await control.tasks();
    if (task === undefined) throw new Error('nothing was submitted');
    await control.addFault({ on: 'callback', action });
    await control.endTask(task.id);
    await control.waitFor('callback', 1, 300_000);
    return seenOf(server.calls, 'refused');
  } finally {
    await server.close();
  }
}

function seenOf(calls: CallResult[], otherwise: End): Seen {
  const items = calls.flatMap(({ outputs }) => outputs?.flat() ?? []);
  return {
    end: items.length > 0 ? 'delivered' : otherwise,
    texts: items.map(({ json }) => json.text),
    shown: JSON.stringify(calls),
  };
}

export function describeSuspended(): void {
  describe('a callback to a suspended workflow', () => {
    test.concurrent.each(named)('wakes it at most once, %s', async (name, fault) => {
      const seen = await (await stage()).withScene((scene) => callBackSuspended(scene, fault), true);
      tally({ row: 'Apikley, Suspend Until Callback: callback', fault: name, end: seen.end });
      expectSound(seen);
      expect(seen.texts).toHaveLength(1);
    });
  });
}

export function describeTrigger(accept: string): void {
  describe(`a callback to an Apikley Trigger that accepts ${accept}`, () => {
    test.concurrent.each(named)('starts its workflow once, if it is in order, %s', async (name, fault) => {
      const seen = await (await stage()).withScene((scene) => callBackTrigger(scene, accept, fault), true);
      tally({ row: `Apikley Trigger, ${accept}: callback`, fault: name, end: seen.end });
      expectSound(seen);
      const refused =
        fault.lost || fault.flaw === 'task' || (fault.flaw === 'signature' && accept === 'signature');
      expect(seen.end).toBe(refused ? 'refused' : 'delivered');
    });
  });
}
