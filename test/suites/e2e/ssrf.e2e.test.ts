import { makeTicket, ticketKey } from '../../../transcription/callbacks/ticket';
import { type OwnHarness, ownN8n } from './harness';
import { needs } from './needs';
import { receivingWorkflow } from './receiver';
import { apikleyNode, elkapiNode } from './transcribeNode';

/** Both services have an allowed host name. Every other address of this machine is internal. */
const env = { N8N_SSRF_PROTECTION_ENABLED: 'true', N8N_SSRF_ALLOWED_HOSTNAMES: 'localhost' };

let n8n: OwnHarness;
beforeAll(async () => {
  n8n = await ownN8n({ env });
  const byName = (url: string) => url.replace('127.0.0.1', 'localhost');
  const { urls, keys } = n8n.emulator;
  n8n.credentials.apikley = await n8n.rest.createCredential({
    name: 'Apikley by name',
    type: 'apikleyApi',
    data: { apiKey: keys.apikley, baseUrl: byName(urls.apikley) },
  });
  n8n.credentials.elkapi = await n8n.rest.createCredential({
    name: 'ElkAPI by name',
    type: 'elkApi',
    data: { apiKey: keys.elkapi, baseUrl: byName(urls.elkapi), balanceUrl: byName(urls.balance) },
  });
});
afterAll(() => n8n.close());
beforeEach(() => n8n.control.reset());

const audioUrl = () => `${n8n.emulator.urls.files}/audio/german.mp3`;
const refused = /does not allow requests to that address \(SSRF protection\)/;

const protectedTests = () => {
  test('an Audio URL in there is not opened, and nothing is sent', async () => {
    const run = await n8n.runWorkflow({ node: elkapiNode(n8n, { audioFrom: 'url', audioUrl: audioUrl() }) });
    expect(run.error?.message).toMatch(refused);
    expect(await n8n.control.counts()).toEqual({});
  });

  test('a redirect in there is not followed, and nothing is sent', async () => {
    await n8n.control.addFault({ on: 'audio', action: { kind: 'redirect', to: audioUrl() } });
    const from = audioUrl().replace('127.0.0.1', 'localhost');
    const run = await n8n.runWorkflow({ node: elkapiNode(n8n, { audioFrom: 'url', audioUrl: from }) });
    expect(run.error?.message).toMatch(refused);
    expect(await n8n.control.counts()).toEqual({ audio: 1 });
  });

  test('a result file in there is not read, and the error names the task', async () => {
    await n8n.control.setFacts({ resultShape: 'resultUrls' });
    const run = await n8n.runWorkflow({
      node: apikleyNode(n8n, { audioFrom: 'url', audioUrl: audioUrl() }, { waitAtMostMinutes: 0.1 }),
    });
    const [task] = await n8n.control.tasks();
    expect(`${run.error?.message} ${run.error?.description}`).toMatch(refused);
    expect(run.error?.message).toContain(task?.id);
    expect((await n8n.control.counts()).resultFile).toBeUndefined();
  });

  test('a suspended workflow is woken by the callback, although n8n may not ring at its own door', async () => {
    const run = await n8n.runWorkflow({
      node: apikleyNode(n8n, { mode: 'suspend', audioFrom: 'url', audioUrl: audioUrl() }),
    });
    expect(run.status).toBe('success');
    expect(run.outputs[0]?.[0]?.json.status).toBe('completed');
  });

  test('a callback is not handed on to a resume URL in there', async () => {
    const { control, emulator } = n8n;
    const { url } = await receivingWorkflow(n8n);
    const ring = async (host: string) => {
      const resumeUrl = `http://${host}:${new URL(emulator.urls.files).port}/door`;
      const ticket = makeTicket({ resumeUrl }, ticketKey(emulator.keys.apikley), Date.now(), 60_000);
      const answer = await fetch(`${url}?ticket=${ticket}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ taskId: 'task_of_ours' }),
      });
      expect(answer.status).toBe(200);
    };
    await ring('127.0.0.1');
    // Calls are made in order, so the first has been tried when the second arrives.
    await ring('localhost');
    await control.waitFor('unknown', 1);
    const calls = (await control.requests()).filter(({ path }) => path === '/door');
    expect(calls.map(({ headers }) => headers.host)).toEqual([expect.stringMatching(/^localhost:/)]);
  });
};

const unprotectedTests = () => {
  test('an Audio URL in there is opened', async () => {
    const run = await n8n.runWorkflow({ node: elkapiNode(n8n, { audioFrom: 'url', audioUrl: audioUrl() }) });
    expect(run.outputs[0]?.[0]?.json.status).toBe('completed');
  });
};

needs('ssrfProtection', protectedTests, unprotectedTests);
