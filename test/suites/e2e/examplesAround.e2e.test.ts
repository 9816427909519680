import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { fetch, FormData } from 'undici';
import { z } from 'zod';

import { fixtureBytes } from '../../../emulator/recordings/fixtures';
import { containing } from '../../emulator/matchers';
import { type Harness, sharedN8n } from './harness';
import type { FilledIn } from './importExample';
import type { Workflow } from '../../../playground/rest';
import { endOfRunStartedBy, exampleNamed, pressStart, refusal } from './runExample';
import { startSmtpSink, type SmtpSink } from '../../../playground/standIns/smtpSink';
import { smtpCredential } from './smtpCredential';
import { chatAnswer, chatCredential, startStandIn, type StandIn } from './standIn';
import { readState, recordingsFolder, type CredentialLink } from './state';
import { textOf } from './transcribeNode';

let n8n: Harness;
let sink: SmtpSink;
let crm: StandIn;
let chat: StandIn;
let smtp: CredentialLink;
beforeAll(async () => {
  n8n = await sharedN8n();
  sink = await startSmtpSink();
  smtp = await smtpCredential(n8n, sink);
  crm = await startStandIn({ id: 1 });
  chat = await startStandIn(chatAnswer('The parcel has arrived.'));
});
beforeEach(async () => {
  await n8n.control.reset();
  sink.empty();
  crm.empty();
  chat.empty();
  chat.answerWith(200);
});
afterAll(async () => {
  await n8n.close();
  await Promise.all([sink.close(), crm.close(), chat.close()]);
});

const imported = (name: string, filledIn: FilledIn) => exampleNamed(n8n, name, filledIn);

const fileOf = (name: string) => new File([fixtureBytes(name)], name, { type: 'audio/mpeg' });

describe('a voice message', () => {
  let workflow: Workflow;
  beforeAll(async () => {
    const link = await n8n.rest.createCredential({
      name: 'CRM',
      type: 'httpHeaderAuth',
      data: { name: 'Authorization', value: 'Bearer of-the-crm' },
    });
    const caller = await n8n.rest.createCredential({
      name: 'Caller of the webhook',
      type: 'httpHeaderAuth',
      data: { name: 'X-Webhook-Key', value: 'of-the-messenger' },
    });
    workflow = await imported('Note a voice message on its contact', {
      credentials: {
        'n8n-nodes-base.webhook': { httpHeaderAuth: { id: caller.id, name: caller.name } },
        'n8n-nodes-base.httpRequest': { httpHeaderAuth: { id: link.id, name: link.name } },
      },
      replaced: { 'https://crm.example.com': crm.url },
    });
    await n8n.rest.activateWorkflow(workflow);
    await n8n.rest.waitForWebhook('voice-message');
  });
  afterAll(() => n8n.rest.deleteWorkflow(workflow.id));

  const request = (contact: string, headers: Record<string, string> = {}) => {
    const form = new FormData();
    form.set('contact', contact);
    form.set('audio', fileOf('english.mp3'));
    return fetch(`${n8n.rest.url}/webhook/voice-message`, { method: 'POST', body: form, headers });
  };
  const post = (contact = '4711') =>
    endOfRunStartedBy(n8n, workflow.id, () => request(contact, { 'X-Webhook-Key': 'of-the-messenger' }));

  test('from somebody else is refused', async () => {
    expect((await request('4711')).status).toBe(403);
    expect((await request('4711', { 'X-Webhook-Key': 'guessed' })).status).toBe(403);
    expect(crm.asked).toEqual([]);
  });

  test('can not lead to another path of the CRM by the number of its contact', async () => {
    await post('../../admin/users?');
    expect(crm.asked.map(({ path }) => path)).toEqual(['/api/contacts/..%2F..%2Fadmin%2Fusers%3F/notes']);
  });

  test('becomes a note on the contact it came from', async () => {
    await post();
    expect(crm.asked).toEqual([
      {
        method: 'POST',
        path: '/api/contacts/4711/notes',
        body: { text: textOf('english.mp3'), language: 'en' },
      },
    ]);
  });

  test('that cannot be transcribed becomes a task for a person, with the reason', async () => {
    await n8n.control.addFault({ on: 'transcriptions', action: refusal });
    await post();
    expect(crm.asked).toMatchObject([
      { path: '/api/tasks', body: { contact: '4711', text: containing('could not be decoded') } },
    ]);
  });
});

describe('a call', () => {
  const send = async () => {
    const workflow = await imported('E-mail the summary of a call with its subtitles', {
      credentials: {
        'n8n-nodes-base.emailSend': { smtp },
        '@n8n/n8n-nodes-langchain.lmChatOpenAi': { openAiApi: await chatCredential(n8n, chat) },
      },
    });
    await pressStart(n8n, workflow.id);
  };
  const dialogue = /Speaker 1: Good morning[^]*\n\nSpeaker 2: Yes, it came/;

  test('is e-mailed with its summary, who said what, and its subtitles attached', async () => {
    await send();
    expect(sink.mails).toMatchObject([
      { subject: 'Call: dialogue.mp3', attachments: [{ filename: 'dialogue.srt' }] },
    ]);
    expect(sink.mails[0]?.text).toMatch(/^The parcel has arrived\.\n/);
    expect(sink.mails[0]?.text).toMatch(dialogue);
    expect(chat.asked).toMatchObject([{ path: '/v1/chat/completions' }]);
    expect(JSON.stringify(chat.asked[0]?.body)).toContain('Good morning');
  });

  test('is e-mailed without its summary when the model fails', async () => {
    chat.answerWith(400);
    await send();
    expect(sink.mails).toMatchObject([{ attachments: [{ filename: 'dialogue.srt' }] }]);
    expect(sink.mails[0]?.text).toMatch(/^There is no summary this time\.\n/);
    expect(sink.mails[0]?.text).toMatch(dialogue);
  });
});

describe('a folder', () => {
  const folder = recordingsFolder(readState().folder);
  beforeEach(() => mkdir(folder, { recursive: true }));
  afterEach(() => rm(folder, { recursive: true }));

  test('gets the text of each new recording, a report of what failed, and nothing is paid for twice', async () => {
    for (const name of ['english.mp3', 'german.mp3']) {
      await writeFile(path.join(folder, name), fixtureBytes(name));
    }
    await writeFile(path.join(folder, 'broken.mp3'), fixtureBytes('english.mp3'));
    await n8n.control.addFault({ on: 'transcriptions', match: { fileName: 'broken.mp3' }, action: refusal });
    const workflow = await imported('Transcribe a folder every night', {
      credentials: { 'n8n-nodes-base.emailSend': { smtp } },
      replaced: { '/home/node/.n8n-files/recordings': folder },
    });

    await pressStart(n8n, workflow.id);
    const texts = async () => (await readdir(folder)).filter((name) => name.endsWith('.txt')).sort();
    expect(await texts()).toEqual(['english.mp3.txt', 'german.mp3.txt']);
    const text = await readFile(path.join(folder, 'english.mp3.txt'), 'utf8');
    expect(text.replace(/\s+/g, ' ').trim()).toBe(textOf('english.mp3'));
    expect(sink.mails).toMatchObject([
      { subject: 'Transcripts: 1 to look at', text: containing('broken.mp3: ') },
    ]);
    expect(sink.mails[0]?.text).toContain('could not be decoded');
    expect((await n8n.control.counts()).transcriptions).toBe(3);

    await pressStart(n8n, workflow.id);
    expect(await texts()).toEqual(['broken.mp3.txt', 'english.mp3.txt', 'german.mp3.txt']);
    expect((await n8n.control.counts()).transcriptions).toBe(4);
    expect(sink.mails).toHaveLength(1);

    await pressStart(n8n, workflow.id);
    expect((await n8n.control.counts()).transcriptions).toBe(4);
  });

  test('whose text cannot be written is sent that text by e-mail, as it was paid for', async () => {
    // With ".txt" appended, the name exceeds the limit of file systems.
    const name = `${'a'.repeat(250)}.mp3`;
    await writeFile(path.join(folder, name), fixtureBytes('english.mp3'));
    const workflow = await imported('Transcribe a folder every night', {
      credentials: { 'n8n-nodes-base.emailSend': { smtp } },
      replaced: { '/home/node/.n8n-files/recordings': folder },
    });
    await pressStart(n8n, workflow.id);
    expect((await n8n.control.counts()).transcriptions).toBe(1);
    expect(sink.mails).toHaveLength(1);
    const mailed = sink.mails[0]?.text?.replace(/\s+/g, ' ');
    expect(mailed).toContain('transcribed and paid for, but its text could not be written');
    expect(mailed).toContain(textOf('english.mp3'));
  });
});

describe('a long recording', () => {
  test('that the deadline cuts off is fetched by Get Transcript, and not paid for again', async () => {
    // 36 seconds, the shortest possible value.
    const workflow = await imported('Suspend until long recordings are transcribed', {
      replaced: {
        '"mode":"suspend","language":"auto","options":{}':
          '"mode":"suspend","language":"auto","options":{"deadlineHours":0.01}',
      },
    });
    await n8n.control.planTask({ outcome: { kind: 'never' } });
    const id = await n8n.rest.runWorkflow(workflow.id, 'Start');
    await n8n.rest.waitForStatus(id, ['waiting'], 30_000);
    const [slow] = await n8n.control.tasks();
    await n8n.rest.waitForStatus(id, ['running', 'success'], 90_000);
    await n8n.control.endTask(slow?.id ?? '');
    const { status, data } = await n8n.rest.waitForEnd(id);
    expect(status).toBe('success');
    const itemsOf = (node: string) => data.resultData.runData[node]?.at(-1)?.data?.main?.[0] ?? [];
    expect(itemsOf('Transcribe').map(({ json }) => json.status)).toContain('processing');
    expect(itemsOf('Transcripts').map(({ json }) => json.status)).toEqual(
      itemsOf('Transcribe').map(() => 'completed'),
    );
    expect((await n8n.control.counts()).createTask).toBe(itemsOf('Transcribe').length);
  });
});

describe('a form', () => {
  let workflow: Workflow;
  const path = 'form/9e4b1c68-0a7d-4c35-b2f1-6d83e5a7c904';
  beforeAll(async () => {
    workflow = await imported('Answer a form with the transcript', {});
    await n8n.rest.activateWorkflow(workflow);
    // n8n registers the webhook after it has answered the activation.
    while (!(await fetch(`${n8n.rest.url}/${path}`)).ok);
  });
  afterAll(() => n8n.rest.deleteWorkflow(workflow.id));

  /** Submits the form as a browser does, and returns the final page. */
  const lastPage = async (): Promise<string> => {
    const form = new FormData();
    form.set('field-0', fileOf('english.mp3'));
    const answer = await endOfRunStartedBy(n8n, workflow.id, () =>
      fetch(`${n8n.rest.url}/${path}`, { method: 'POST', body: form }),
    );
    const { formWaitingUrl } = z.object({ formWaitingUrl: z.string() }).parse(await answer.json());
    return await (await fetch(formWaitingUrl)).text();
  };

  test('is answered with the transcript', async () => {
    const page = await lastPage();
    expect(page).toContain('Transcript of english.mp3');
    expect(page).toContain(textOf('english.mp3').slice(0, 30));
  });

  test('is answered in words for the visitor when it fails, and none for the owner of n8n', async () => {
    await n8n.control.addFault({ on: 'transcriptions', action: refusal });
    const page = await lastPage();
    expect(page).toContain('That did not work');
    expect(page).toContain('could not be turned into text');
    expect(page).not.toMatch(/ElkAPI|could not be decoded/);
  });
});
