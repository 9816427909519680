import path from 'node:path';
import { fitted, readExamples } from '../../playground/examples';
import { projectFolder } from '../../playground/paths';
import { type Harness, sharedN8n } from './harness';

let n8n: Harness;
beforeAll(async () => {
  n8n = await sharedN8n();
  await n8n.control.reset();
});
afterAll(() => n8n.close());

/** The examples in which somebody has to press a button, and the node whose items tell that it worked. */
const started = [
  ['A batch in which one file is broken', 'Transcripts'],
  ['Sleep until long recordings are transcribed', 'Get Transcript'],
  ['Sleep until the trigger calls', 'Transcribe'],
  ['Submit now, fetch the transcript later', 'Fetch'],
  ['Submit with metadata', 'Submit'],
  ['Transcribe a recording', 'Transcribe with Apikley'],
] as const;

describe('the example workflows', () => {
  const ids = new Map<string, string>();

  beforeAll(async () => {
    const credentials = Object.values(n8n.credentials);
    for (const example of await readExamples(path.join(projectFolder, 'examples'))) {
      const { name, nodes, connections, settings, active } = fitted(
        example,
        credentials,
        `${n8n.emulator.urls.files}/audio/`,
      );
      const workflow = await n8n.rest.createWorkflow({ name, nodes, connections, settings: settings ?? {} });
      ids.set(name, workflow.id);
      if (active) await n8n.rest.activateWorkflow(workflow);
    }
  });

  test('are all run here, or started by one that is', () => {
    const names = [...started.map(([name]) => name), 'Receive transcripts (Apikley Trigger)'];
    expect([...ids.keys()].sort()).toEqual(names.sort());
  });

  test.each(started)('%s', async (name, node) => {
    const executionId = await n8n.rest.runWorkflow(ids.get(name) ?? '', 'Start');
    const { status, data } = await n8n.rest.waitForEnd(executionId, 60_000);
    expect(status).toBe('success');
    const items = data.resultData.runData[node]?.at(-1)?.data?.main?.[0] ?? [];
    expect(items.length).toBeGreaterThan(0);
    const expected = name.startsWith('Submit with') ? 'processing' : 'completed';
    expect(items.map(({ json }) => json.status)).toEqual(items.map(() => expected));
  });

  test('the metadata of a submit arrives with its transcript', async () => {
    const workflowId = ids.get('Receive transcripts (Apikley Trigger)') ?? '';
    let runs = await n8n.rest.executions({ workflowId });
    while (runs.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      runs = await n8n.rest.executions({ workflowId });
    }
    const { data } = await n8n.rest.waitForEnd(runs[0]?.id ?? '');
    expect(data.resultData.runData['Note for the CRM']?.[0]?.data?.main?.[0]?.[0]?.json).toMatchObject({
      contact: 4711,
    });
  });
});
