import { createHmac } from 'node:crypto';

import { fetch } from 'undici';

import { fixtureBytes } from '../../../emulator/recordings/fixtures';
import type { Workflow } from '../../../playground/rest';
import { containing } from '../../emulator/matchers';
import { type Harness, sharedN8n } from './harness';
import { endOfRunStartedBy, exampleNamed, fastPolls } from './runExample';
import { startSmtpSink, type SmtpSink } from '../../../playground/standIns/smtpSink';
import { smtpCredential } from './smtpCredential';
import { chatAnswer, chatCredential, startStandIn, type StandIn } from './standIn';

let n8n: Harness;
let sink: SmtpSink;
beforeAll(async () => {
  n8n = await sharedN8n();
  await n8n.control.reset();
  sink = await startSmtpSink();
});
afterAll(async () => {
  await n8n.close();
  await sink.close();
});

describe('a call from Zoom', () => {
  let zoom: StandIn;
  let chat: StandIn;
  let workflow: Workflow;
  beforeAll(async () => {
    chat = await startStandIn(chatAnswer(''));
    zoom = await startStandIn({}, ({ path }, authorization) => {
      const isOpen = path === '/rec/download/m4a' && authorization === 'Bearer of-the-event';
      return isOpen ? { body: fixtureBytes('dialogue.mp3') } : { status: 401, body: {} };
    });
    workflow = await exampleNamed(n8n, 'Write the minutes of a Zoom recording', {
      credentials: {
        'n8n-nodes-base.emailSend': { smtp: await smtpCredential(n8n, sink) },
        '@n8n/n8n-nodes-langchain.lmChatOpenAi': { openAiApi: await chatCredential(n8n, chat) },
      },
      replaced: { ...fastPolls, 'YOUR ZOOM SECRET TOKEN': 'of-zoom' },
    });
    await n8n.rest.activateWorkflow(workflow);
    await n8n.rest.waitForWebhook('zoom-recording');
  });
  afterAll(async () => {
    await n8n.rest.deleteWorkflow(workflow.id);
    await Promise.all([zoom.close(), chat.close()]);
  });

  const hmac = (text: string) => createHmac('sha256', 'of-zoom').update(text).digest('hex');
  const call = (event: object, agoSeconds = 0, sign = hmac) => {
    const body = JSON.stringify(event);
    const timestamp = String(Math.floor(Date.now() / 1000) - agoSeconds);
    const headers = {
      'content-type': 'application/json',
      'x-zm-request-timestamp': timestamp,
      'x-zm-signature': `v0=${sign(`v0:${timestamp}:${body}`)}`,
    };
    return fetch(`${n8n.rest.url}/webhook/zoom-recording`, { method: 'POST', headers, body });
  };
  const recorded = () => ({
    event: 'recording.completed',
    download_token: 'of-the-event',
    payload: {
      object: {
        topic: 'Größe & Preis',
        recording_files: [
          { file_type: 'MP4', status: 'completed', download_url: `${zoom.url}/rec/download/mp4` },
          { file_type: 'M4A', status: 'completed', download_url: `${zoom.url}/rec/download/m4a` },
          { file_type: 'TIMELINE', download_url: `${zoom.url}/rec/download/timeline` },
        ],
      },
    },
  });

  test('that asks for a proof of the secret gets it', async () => {
    const answer = await call({ event: 'endpoint.url_validation', payload: { plainToken: 'q9ib' } });
    expect(await answer.json()).toEqual({ plainToken: 'q9ib', encryptedToken: hmac('q9ib') });
  });

  test('that is not signed, or too old, is refused', async () => {
    expect((await call(recorded(), 0, () => 'none')).status).toBe(401);
    expect((await call(recorded(), 600)).status).toBe(401);
    expect(zoom.asked).toEqual([]);
  });

  test('that reports a recording becomes an e-mail with its minutes', async () => {
    const output = {
      speakers: [{ id: 'speaker_0', name: 'Anna' }],
      summary: 'It came.',
      decisions: [],
      tasks: [],
    };
    chat.answerWith(200, chatAnswer(JSON.stringify({ output })));
    const { status } = await endOfRunStartedBy(n8n, workflow.id, () => call(recorded()));
    expect(status).toBe(204);
    expect(sink.mails).toMatchObject([{ subject: 'Minutes: Größe & Preis', text: containing('It came.') }]);
    expect(sink.mails[0]?.attachments[0]?.content.toString()).toContain('Anna');
    expect(await n8n.control.charged()).toHaveLength(1);
  });
});
