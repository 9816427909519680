import path from 'node:path';

import { z } from 'zod';

import { fitted, readExamples, type Example } from '../../playground/examples';
import { projectFolder } from '../../playground/paths';
import { type Harness, sharedN8n } from './harness';
import { needs } from './needs';
import { smtpCredential, startSmtpSink, type SmtpSink } from './smtpSink';
import type { CredentialLink } from './state';
import { textOf } from './transcribeNode';

let n8n: Harness;
let sink: SmtpSink;
beforeAll(async () => {
  n8n = await sharedN8n();
  sink = await startSmtpSink();
  await n8n.control.reset();
});
afterAll(async () => {
  await n8n.close();
  await sink.close();
});

/** The examples in which somebody has to press a button, and the node whose items tell that it worked. */
const started = [
  ['A batch in which one file is broken', 'Transcripts'],
  ['E-mail a call with its subtitles', 'Transcribe'],
  ['Sleep until long recordings are transcribed', 'Get Transcript'],
  ['Sleep until the trigger calls', 'Transcribe'],
  ['Submit now, fetch the transcript later', 'Fetch'],
  ['Submit with metadata', 'Submit'],
  ['Transcribe a recording', 'Transcribe with Apikley'],
] as const;

const withTable = 'Write a meeting into a table';

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
    const smtp = await smtpCredential(n8n, sink);
    const credentials = Object.values(n8n.credentials);
    for (const example of await readExamples(path.join(projectFolder, 'examples'))) {
      const { name, nodes, connections, settings, active } = fitted(
        example,
        credentials,
        `${n8n.emulator.urls.files}/audio/`,
      );
      const workflow = await n8n.rest.createWorkflow({
        name,
        nodes: sendingThrough(smtp, nodes),
        connections,
        settings: settings ?? {},
      });
      ids.set(name, workflow.id);
      if (active) await n8n.rest.activateWorkflow(workflow);
    }
  });

  test('are all run here, or started by one that is', () => {
    const names = [...started.map(([name]) => name), withTable, 'Receive transcripts (Apikley Trigger)'];
    expect([...ids.keys()].sort()).toEqual(names.sort());
  });

  test.each(started)('%s', async (name, node) => {
    const items = (await run(name)).itemsOf(node);
    expect(items.length).toBeGreaterThan(0);
    const expected = name.startsWith('Submit with') ? 'processing' : 'completed';
    expect(items.map(({ json }) => json.status)).toEqual(items.map(() => expected));
  });

  needs('fileAttachments', () => {
    test('a call is e-mailed with its subtitles attached', async () => {
      sink.empty();
      await run('E-mail a call with its subtitles');
      expect(sink.mails).toMatchObject([
        { subject: 'Call: dialogue.mp3', attachments: [{ filename: 'dialogue.srt' }] },
      ]);
      expect(sink.mails[0]?.text).toMatch(/^Speaker 1: Good morning.*\n\nSpeaker 2: Yes, it came/);
    });
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

/** An e-mail account is nobody's but the user's: the examples leave it open. */
function sendingThrough(smtp: CredentialLink, nodes: Example['nodes']): Example['nodes'] {
  return nodes.map((node) =>
    node.type === 'n8n-nodes-base.emailSend' ? { ...node, credentials: { smtp } } : node,
  );
}
