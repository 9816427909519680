import { z } from 'zod';

import { containing } from '../../emulator/matchers';
import { type Harness, sharedN8n } from './harness';
import { exampleWorkflows, importExample } from './importExample';
import { needs } from './needs';
import { textOf } from './transcribeNode';

let n8n: Harness;
beforeAll(async () => {
  n8n = await sharedN8n();
  await n8n.control.reset();
});
afterAll(async () => {
  await n8n.close();
});

/** Examples that are started with a button, and the node whose items show success. */
const started = [
  ['Suspend until long recordings are transcribed', 'Get Transcript'],
  ['Suspend until the trigger calls', 'Transcribe'],
  ['Submit now, fetch the transcript later', 'Fetch'],
  ['Submit with metadata', 'Submit'],
  ['Transcribe a recording', 'Transcribe with Apikley'],
] as const;

const withTable = 'Write a meeting into a table';

/** Tested in examplesAround, examplesFromChats, examplesFromServices, examplesFromZoom and examplesWithModel, with stand-ins for the external services. */
const withStandIns = [
  'Answer a form with the transcript',
  'Answer an e-mail with the texts of its recordings',
  'Answer voice messages in Telegram',
  'Answer voice messages in WhatsApp',
  'E-mail the summary of a call with its subtitles',
  'List the chapters of a video',
  'Note a voice message on its contact',
  'Transcribe a Drive folder into Google Docs',
  'Transcribe a folder every night',
  'Translate subtitles line by line',
  'Write the minutes of a Zoom recording',
  'Write the minutes of a meeting',
];

describe('the example workflows', () => {
  const ids = new Map<string, string>();

  const run = async (name: string) => {
    const executionId = await n8n.rest.runWorkflow(ids.get(name) ?? '', 'Start');
    const { status, data } = await n8n.rest.waitForEnd(executionId, 60_000);
    expect(status).toBe('success');
    const itemsOf = (node: string) => data.resultData.runData[node]?.at(-1)?.data?.main?.[0] ?? [];
    return { itemsOf };
  };

  beforeAll(async () => {
    for (const example of await exampleWorkflows()) {
      const { name, active } = example;
      const workflow = await importExample(n8n, example);
      ids.set(name, workflow.id);
      if (active) await n8n.rest.activateWorkflow(workflow);
    }
  });

  test('are all run here, or started by one that is', () => {
    const names = [
      ...started.map(([name]) => name),
      ...withStandIns,
      withTable,
      'Receive transcripts (Apikley Trigger)',
    ];
    expect([...ids.keys()].sort()).toEqual(names.sort());
  });

  test.each(started)('%s', async (name, node) => {
    const items = (await run(name)).itemsOf(node);
    expect(items.length).toBeGreaterThan(0);
    const expected = name.startsWith('Submit with') ? 'processing' : 'completed';
    expect(items.map(({ json }) => json.status)).toEqual(items.map(() => expected));
  });

  test('a long recording that fails is named with its reason, and the others come through', async () => {
    await n8n.control.planTask({ outcome: { kind: 'fail', failMsg: 'No speech found.' } });
    const { itemsOf } = await run('Suspend until long recordings are transcribed');
    expect(itemsOf('Transcripts').map(({ json }) => json.status)).toEqual(['completed', 'completed']);
    expect(itemsOf('Failures').map(({ json }) => json)).toMatchObject([
      { recording: containing('/audio/'), reason: containing('No speech found') },
    ]);
  });

  needs('tableCreation', () => {
    test('a meeting is written into a table, which the first run creates', async () => {
      const { itemsOf } = await run(withTable);
      const { id } = z.object({ id: z.string() }).parse(itemsOf('Create Table')[0]?.json);
      const added = itemsOf('Add Rows').map(({ json }) => json.text);
      expect(added.join(' ')).toBe(textOf('dialogue.mp3'));
      const rows = (await n8n.rest.dataTableRows(id)).slice(-added.length);
      expect(rows.map(({ text }) => text)).toEqual(added);
      expect(rows[0]).toMatchObject({ file: 'dialogue.mp3', start: 0, speaker: 'Speaker 1' });
      expect(rows.map(({ speaker }) => speaker)).toContain('Speaker 2');
    });
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
