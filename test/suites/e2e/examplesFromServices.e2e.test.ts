import { fetch, FormData } from 'undici';
import { z } from 'zod';

import { fixtureBytes } from '../../../emulator/recordings/fixtures';
import type { Workflow } from '../../../playground/rest';
import { containing } from '../../emulator/matchers';
import { type Harness, sharedN8n } from './harness';
import { endOfRunStartedBy, exampleNamed, fastPolls, pressStart, refusal } from './runExample';
import { startSmtpSink, type SmtpSink } from '../../../playground/standIns/smtpSink';
import { smtpCredential } from './smtpCredential';
import { bodies, startStandIn, type StandIn } from './standIn';
import type { CredentialLink } from './state';
import { textOf } from './transcribeNode';
import type { NodeSpec } from './workflow';

let n8n: Harness;
let sink: SmtpSink;
let smtp: CredentialLink;
beforeAll(async () => {
  n8n = await sharedN8n();
  sink = await startSmtpSink();
  smtp = await smtpCredential(n8n, sink);
});
beforeEach(async () => {
  await n8n.control.reset();
  sink.empty();
});
afterAll(async () => {
  await n8n.close();
  await sink.close();
});

/** A request in place of a service's own node, with the values of its parameters. */
const request = (url: string, values: Record<string, string> = {}, more: object = {}): NodeSpec => ({
  type: 'n8n-nodes-base.httpRequest',
  typeVersion: 4.2,
  parameters: {
    method: Object.keys(values).length > 0 ? 'POST' : 'GET',
    url,
    sendBody: Object.keys(values).length > 0,
    contentType: 'json',
    bodyParameters: { parameters: Object.entries(values).map(([name, value]) => ({ name, value })) },
    options: {},
    ...more,
  },
});

describe('a folder in Google Drive', () => {
  const files = [
    { id: 'call', name: 'Call.mp3', mimeType: 'audio/mpeg' },
    { id: 'plan', name: 'Plan.pdf', mimeType: 'application/pdf' },
    { id: 'page', name: 'Broken.mp4', mimeType: 'video/mp4' },
  ];
  const contents: Record<string, unknown> = { call: fixtureBytes('dialogue.mp3'), page: '<!doctype html>' };
  const downloadSchema = z.object({ fileId: z.object({ value: z.string() }) });
  const createSchema = z.object({ title: z.string() });
  const writeSchema = z.object({
    documentURL: z.string(),
    actionsUi: z.object({ actionFields: z.tuple([z.object({ text: z.string() })]) }),
  });
  let google: StandIn;
  beforeAll(async () => {
    google = await startStandIn({}, ({ path, body }) => {
      if (path === '/changes') return { body: files };
      if (path === '/create') return { body: { id: `doc ${createSchema.parse(body).title}` } };
      const id = /^\/files\/(\w+)$/.exec(path)?.[1];
      return id === undefined ? undefined : { body: contents[id] };
    });
  });
  afterAll(() => google.close());

  test('becomes a document for each recording, which says what went wrong if it failed', async () => {
    const file = { response: { response: { responseFormat: 'file', outputPropertyName: 'data' } } };
    const { id } = await exampleNamed(n8n, 'Transcribe a Drive folder into Google Docs', {
      replaced: fastPolls,
      standIns: {
        'New File': () => request(`${google.url}/changes`),
        Download: (parameters) => {
          const fileId = downloadSchema.parse(parameters).fileId.value.replace(/^=/, '');
          return request(`=${google.url}/files/${fileId}`, {}, { options: file });
        },
        'Create Document': (parameters) =>
          request(`${google.url}/create`, { title: createSchema.parse(parameters).title }),
        'Write Text': (parameters) => {
          const { documentURL, actionsUi } = writeSchema.parse(parameters);
          return request(`${google.url}/write`, { documentURL, text: actionsUi.actionFields[0].text });
        },
      },
      startedBy: { type: 'n8n-nodes-base.manualTrigger', before: 'New File' },
    });
    await pressStart(n8n, id);
    expect(bodies(google, '/write')).toEqual([
      { documentURL: 'doc Call.mp3', text: containing('Speaker 2: Yes, it came today.') },
      { documentURL: 'doc Broken.mp4', text: containing('This recording could not be transcribed. ') },
    ]);
    expect(await n8n.control.charged()).toHaveLength(1);
  });
});

describe('an e-mail with several attachments', () => {
  let workflow: Workflow;
  beforeAll(async () => {
    const field = (name: string) => ({ id: name, name, type: 'string', value: `={{ $json.body.${name} }}` });
    workflow = await exampleNamed(n8n, 'Answer an e-mail with the texts of its recordings', {
      credentials: { 'n8n-nodes-base.emailSend': { smtp } },
      standIns: {
        'E-mail': () => ({
          type: 'n8n-nodes-base.set',
          typeVersion: 3.4,
          parameters: {
            mode: 'manual',
            assignments: { assignments: [field('from'), field('subject')] },
            // With them, the files stay.
            includeOtherFields: true,
            options: {},
          },
        }),
      },
      startedBy: {
        name: 'Mail Server',
        type: 'n8n-nodes-base.webhook',
        typeVersion: 2,
        parameters: { httpMethod: 'POST', path: 'mail-server', responseMode: 'onReceived', options: {} },
        before: 'E-mail',
      },
    });
    await n8n.rest.activateWorkflow(workflow);
    await n8n.rest.waitForWebhook('mail-server');
  });
  afterAll(() => n8n.rest.deleteWorkflow(workflow.id));

  const mail = (attached: File[]) =>
    endOfRunStartedBy(n8n, workflow.id, () => {
      const form = new FormData();
      form.set('from', 'Anna <anna@example.com>');
      form.set('subject', 'Two calls');
      for (const [index, file] of attached.entries()) form.set(`attachment_${index}`, file);
      return fetch(`${n8n.rest.url}/webhook/mail-server`, { method: 'POST', body: form });
    });
  const audio = (name: string) => new File([fixtureBytes(name)], name, { type: 'audio/mpeg' });
  const logo = new File(['\u0089PNG\r\n\u001a\n'], 'logo.png', { type: 'image/png' });
  const plan = new File(['%PDF-1.7'], 'plan.pdf', { type: 'application/pdf' });

  test('gets one answer with the text of each recording, and of what failed the reason', async () => {
    await n8n.control.addFault({ on: 'transcriptions', match: { fileName: 'russian.ogg' }, action: refusal });
    const untyped = new File([fixtureBytes('german.mp3')], 'german.mp3', {
      type: 'application/octet-stream',
    });
    await mail([logo, audio('english.mp3'), plan, audio('russian.ogg'), untyped]);
    expect(sink.mails).toMatchObject([
      { subject: 'Re: Two calls', to: { text: containing('anna@example.com') } },
    ]);
    // A webhook has the files in the order in which it stored them.
    const [english, german, russian, ...others] = (sink.mails[0]?.text ?? '').trim().split('\n\n').sort();
    expect(english?.replace(/\s+/g, ' ')).toBe(`english.mp3 ${textOf('english.mp3')}`);
    expect(russian).toMatch(/^russian\.ogg\s.*could not be transcribed.*could not be decoded/s);
    expect(german?.replace(/\s+/g, ' ')).toBe(`german.mp3 ${textOf('german.mp3')}`);
    expect(others).toEqual([]);
    expect(await n8n.control.charged()).toHaveLength(2);
  });

  test('but no recording gets no answer and costs nothing', async () => {
    await mail([logo, plan]);
    expect(sink.mails).toEqual([]);
    expect(await n8n.control.requests()).toEqual([]);
  });
});
