import { ownN8n, type OwnHarness } from './harness';
import { apikleyNode, recording } from './transcribeNode';
import { inARow, placed } from './workflow';

let n8n: OwnHarness;
beforeAll(async () => {
  n8n = await ownN8n();
  await n8n.control.reset();
});
afterAll(() => n8n.close());

test('an Apikley Trigger does not start again for a task that it delivered before a restart', async () => {
  const nodes = placed([
    {
      name: 'Trigger',
      type: 'n8n-nodes-transcribe.apikleyTrigger',
      credentials: { apikleyApi: n8n.credentials.apikley },
      parameters: { events: ['completed'], accept: 'tickets', options: {} },
    },
    { name: 'After', type: 'n8n-nodes-base.noOp' },
  ]);
  const workflow = await n8n.rest.createWorkflow({
    name: 'e2e trigger restart',
    nodes,
    connections: inARow(nodes.map(({ name }) => name)),
    settings: { executionOrder: 'v1' },
  });
  await n8n.rest.activateWorkflow(workflow);
  const path = `${nodes[0]?.webhookId ?? ''}/apikley`;
  await n8n.rest.waitForWebhook(path);
  const callbackUrl = `${n8n.rest.url}/webhook/${path}`;
  const submit = () =>
    n8n.runWorkflow({
      node: apikleyNode(n8n, { mode: 'submit' }, { callbackUrl }),
      items: [recording('english.mp3')],
    });
  await submit();
  await n8n.control.waitFor('callback', 1);
  const [first] = await n8n.control.tasks();
  const delivered = async () => (await n8n.rest.executions({ workflowId: workflow.id })).length;
  while ((await delivered()) < 1) await new Promise((resolve) => setTimeout(resolve, 100));

  await n8n.n8n.stop();
  await n8n.n8n.start();
  await n8n.rest.waitForWebhook(path);
  await n8n.control.sendCallback({ taskId: first?.id ?? '' });
  // A task that does start the workflow, after the one that must not.
  await submit();
  await n8n.control.waitFor('callback', 3);
  while ((await delivered()) < 2) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await delivered()).toBe(2);
});
