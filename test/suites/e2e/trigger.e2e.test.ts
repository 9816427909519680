import { type Harness, sharedN8n } from './harness';
import { hmacKey } from './leftBehind';
import { type Receiver, receivingWorkflow, startedItems } from './receiver';
import type { CredentialLink } from './state';
import { apikleyNode, recording, textOf } from './transcribeNode';
import type { NodeSpec } from './workflow';

let n8n: Harness;
beforeAll(async () => {
  n8n = await sharedN8n();
});
afterAll(() => n8n.close());
beforeEach(async () => {
  await n8n.control.reset();
  await n8n.control.setFacts({ callbackRetryMs: 100 });
});

const receiver = (parameters?: Record<string, unknown>, credential?: CredentialLink, activate?: boolean) =>
  receivingWorkflow(n8n, parameters, credential, activate);

const submitting = (callbackUrl: string, metadata: unknown = {}): NodeSpec =>
  apikleyNode(n8n, { mode: 'submit' }, { callbackUrl, metadata: JSON.stringify(metadata) });

async function submit(callbackUrl: string, metadata: unknown = {}): Promise<string> {
  await n8n.runWorkflow({ node: submitting(callbackUrl, metadata), items: [recording('german.mp3')] });
  const tasks = await n8n.control.tasks();
  return tasks.at(-1)?.id ?? '';
}

const started = (trigger: Receiver, count: number) => startedItems(n8n, trigger, count);

const call = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const expectRefused = async (response: Response) => {
  expect([response.status, await response.text()]).toEqual([403, '{"status":"refused"}']);
};

describe('an Apikley Trigger', () => {
  test('starts its workflow with the transcript and the metadata of the task', async () => {
    const trigger = await receiver();
    const taskId = await submit(trigger.url, { contact: 4711, name: 'Анна' });
    expect(await started(trigger, 1)).toMatchObject([
      {
        fileName: 'german.mp3',
        status: 'completed',
        taskId,
        text: textOf('german.mp3'),
        metadata: { contact: 4711, name: 'Анна' },
      },
    ]);
  });

  test('starts its workflow with the failure of a task', async () => {
    await n8n.control.planTask({ outcome: { kind: 'fail', failMsg: 'No speech.' } });
    const trigger = await receiver();
    const taskId = await submit(trigger.url, { contact: 1 });
    expect(await started(trigger, 1)).toMatchObject([
      {
        status: 'failed',
        taskId,
        error: `Apikley could not transcribe the recording: No speech (task ID ${taskId}).`,
        metadata: { contact: 1 },
      },
    ]);
  });

  test('starts only for what it is set to', async () => {
    await n8n.control.planTask({ outcome: { kind: 'fail' } });
    const trigger = await receiver({ events: ['completed'] });
    await submit(trigger.url);
    await n8n.control.waitFor('callback', 1);
    const taskId = await submit(trigger.url);
    expect(await started(trigger, 1)).toMatchObject([{ status: 'completed', taskId }]);
  });

  test('starts once for a task that is called back twice', async () => {
    await n8n.control.addFault({ on: 'callback', action: { kind: 'repeat', times: 3 } });
    const trigger = await receiver();
    const first = await submit(trigger.url);
    await n8n.control.waitFor('callback', 1);
    const second = await submit(trigger.url);
    expect(await started(trigger, 2)).toMatchObject([{ taskId: first }, { taskId: second }]);
    expect(await n8n.rest.executions({ workflowId: trigger.workflowId })).toHaveLength(2);
  });

  test('believes Apikley, not the body of a callback', async () => {
    await n8n.control.addFault({
      on: 'callback',
      action: { kind: 'forgedTranscript', text: 'Pay 5,000 to me.' },
    });
    const trigger = await receiver();
    await submit(trigger.url);
    expect(await started(trigger, 1)).toMatchObject([{ text: textOf('german.mp3') }]);
  });

  test('waits out an Apikley that cannot be reached when the callback comes', async () => {
    await n8n.control.addFault({ on: 'recordInfo', times: 2, action: { kind: 'drop', when: 'beforeBody' } });
    const trigger = await receiver();
    await submit(trigger.url);
    expect(await started(trigger, 1)).toMatchObject([{ text: textOf('german.mp3') }]);
  });

  test('refuses alike whatever is not a callback of ours', async () => {
    const trigger = await receiver();
    const taskId = await submit(trigger.url);
    await started(trigger, 1);
    const genuine = new URL((await n8n.control.tasks())[0]?.callBackUrl ?? '');
    const [version, payload, signature = ''] = (genuine.searchParams.get('ticket') ?? '').split('.');
    const withTicket = (ticket: string) => `${trigger.url}?ticket=${ticket}`;
    const forged = [
      trigger.url,
      withTicket('nonsense'),
      withTicket([version, payload, signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))].join('.')),
      withTicket(['v1', payload, signature].join('.')),
      withTicket([version, Buffer.from('{"exp":9999999999}').toString('base64url'), signature].join('.')),
    ];
    for (const url of forged) await expectRefused(await call(url, { data: { taskId } }));
    await expectRefused(await call(genuine.href, { data: {} }));
    await expectRefused(await call(genuine.href, ['no', 'object']));
    expect(await n8n.rest.executions({ workflowId: trigger.workflowId })).toHaveLength(1);
  });

  test('says how large metadata may be before anything is submitted', async () => {
    const { error } = await n8n.runWorkflow({
      node: submitting('https://n8n.example.com/webhook/1/apikley', { notes: 'x'.repeat(1_200) }),
      items: [recording('german.mp3')],
    });
    expect(error?.message).toBe(
      'The Metadata is 1,212 bytes long, 1,024 is the most that can travel with a task.',
    );
    expect(await n8n.control.requests()).toEqual([]);
  });

  test('works at its test URL while the editor listens', async () => {
    const trigger = await receiver({}, n8n.credentials.apikley, false);
    await n8n.rest.listenForTest(trigger.workflowId, 'Trigger');
    const taskId = await submit(trigger.testUrl, { test: true });
    expect(await started(trigger, 1)).toMatchObject([{ taskId, metadata: { test: true } }]);
  });
});

describe('an Apikley Trigger that accepts signed callbacks', () => {
  const signingCredential = async (webhookHmacSecret: string): Promise<CredentialLink> => {
    const { id, name } = await n8n.rest.createCredential({
      name: 'Signing',
      type: 'apikleyApi',
      data: { apiKey: n8n.emulator.keys.apikley, baseUrl: n8n.emulator.urls.apikley, webhookHmacSecret },
    });
    return { id, name };
  };
  const signing = async (webhookHmacSecret = hmacKey) =>
    await receiver({ accept: 'signature' }, await signingCredential(webhookHmacSecret));

  test('accepts what Apikley signed', async () => {
    await n8n.control.setFacts({ webhookHmacKey: hmacKey });
    const trigger = await signing();
    await submit(trigger.url);
    expect(await started(trigger, 1)).toMatchObject([{ text: textOf('german.mp3') }]);
  });

  test.each([
    ['no signature', { kind: 'unsigned' }],
    ['a wrong signature', { kind: 'badSignature' }],
    ['an old signature', { kind: 'staleSignature', ageSeconds: 400 }],
  ] as const)('refuses %s', async (_, action) => {
    await n8n.control.setFacts({ webhookHmacKey: hmacKey, callbackTries: 1 });
    await n8n.control.addFault({ on: 'callback', action });
    const trigger = await signing();
    await submit(trigger.url);
    await n8n.control.waitFor('callback', 1);
    expect((await n8n.control.callbacks())[0]?.attempts[0]?.status).toBe(403);
  });

  test('does not publish without the key, and says why', async () => {
    const { length } = await n8n.log();
    const credential = await signingCredential('');
    const trigger = await receiver({ accept: 'signature' }, credential, false);
    // n8n 1 reports it at once. n8n 2 publishes after its answer, and retries for 15 seconds.
    const problem = await n8n.rest.activateWorkflow(await n8n.rest.workflow(trigger.workflowId)).then(
      () => '',
      (error: unknown) => String(error),
    );
    const told = async () => problem + (await n8n.log()).slice(length);
    const until = Date.now() + 40_000;
    while (!(await told()).includes('the credential has no Webhook HMAC Key') && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(await told()).toContain('the credential has no Webhook HMAC Key');
    expect((await call(trigger.url, { taskId: 'task' })).status).toBe(404);
  }, 60_000);

  test('can not be tried out without it either', async () => {
    const credential = await signingCredential('');
    const trigger = await receiver({ accept: 'signature' }, credential, false);
    await expect(n8n.rest.listenForTest(trigger.workflowId, 'Trigger')).rejects.toThrow(
      /the credential has no Webhook HMAC Key/,
    );
  });
});

describe('an Apikley Trigger that accepts any task of the account', () => {
  test('starts for a task that it can read, and asks to be called again about one that it cannot', async () => {
    const trigger = await receiver({ accept: 'anyTask' });
    const taskId = await submit('https://n8n.example.com/elsewhere');
    await n8n.control.endTask(taskId);
    const foreign = await call(trigger.url, { taskId: 'task-of-somebody-else' });
    expect([foreign.status, await foreign.json()]).toEqual([503, { status: 'unknown' }]);
    expect((await call(trigger.url, { taskId })).status).toBe(200);
    expect(await started(trigger, 1)).toMatchObject([{ taskId, text: textOf('german.mp3') }]);
  });
});

describe('an Apikley Trigger as the receiver that resumes', () => {
  const suspended = async (trigger: Receiver) => {
    await n8n.control.planTasks({ taskMs: 600_000 });
    const deployed = await n8n.deploy({
      node: apikleyNode(n8n, { mode: 'suspend' }, { callbackUrl: trigger.url }),
    });
    const run = await deployed.trigger([recording('german.mp3')]);
    expect((await run.result({ until: 'waiting' })).status).toBe('waiting');
    await n8n.control.endTask((await n8n.control.tasks())[0]?.id ?? '');
    return run;
  };

  test('wakes the suspended workflow, and does not start its own', async () => {
    const trigger = await receiver();
    const { status, outputs } = await (await suspended(trigger)).result();
    expect(status).toBe('success');
    expect(outputs[0]).toMatchObject([{ json: { text: textOf('german.mp3') }, pairedItem: { item: 0 } }]);
    expect((await n8n.control.callbacks())[0]?.url).toContain('/apikley?ticket=v2.');
    expect(await n8n.rest.executions({ workflowId: trigger.workflowId })).toEqual([]);
  });

  test('starts its own too where it is set to', async () => {
    const trigger = await receiver({ options: { startOnResume: true } });
    expect((await (await suspended(trigger)).result()).status).toBe('success');
    expect(await started(trigger, 1)).toMatchObject([{ text: textOf('german.mp3') }]);
  });

  test('keeps trying while the execution is still being stored', async () => {
    await n8n.control.addFault({ on: 'callback', action: { kind: 'early' } });
    const trigger = await receiver();
    const deployed = await n8n.deploy({
      node: apikleyNode(n8n, { mode: 'suspend' }, { callbackUrl: trigger.url }),
    });
    const { status, outputs } = await (await deployed.trigger([recording('german.mp3')])).result();
    expect(status).toBe('success');
    expect(outputs[0]?.[0]?.json.text).toBe(textOf('german.mp3'));
  });
});
