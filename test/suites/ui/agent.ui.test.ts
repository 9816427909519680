import path from 'node:path';
import { putCredentials } from '../../../playground/populate';
import { startStandIns, type StandIns } from '../../../playground/standIns/standIns';
import { readState } from '../e2e/state';
import { textOf } from '../e2e/transcribeNode';
import { Chat } from './editor/chat';
import { NodeDetails } from './editor/nodeDetails';
import { NodePanel } from './editor/nodePanel';
import { Canvas } from './editor/canvas';
import { openSession, type Session } from './editor/session';
import { create } from './workflows';

let session: Session;
let standIns: StandIns;
beforeAll(async () => {
  session = await openSession();
  standIns = await startStandIns({ recordings: path.join(readState().folder, 'agent') });
});
afterAll(() => Promise.all([session.close(), standIns.close()]));
beforeEach(() => session.n8n.control.reset());

test('an AI agent is offered Transcribe as a tool, and its form opens', async () => {
  const { n8n, page } = session;
  const canvas = new Canvas(page);
  const panel = new NodePanel(page);
  const details = new NodeDetails(page);
  const workflow = await create(n8n.rest, [
    { name: 'Chat', type: '@n8n/n8n-nodes-langchain.chatTrigger', typeVersion: 1.1 },
    { name: 'AI Agent', type: '@n8n/n8n-nodes-langchain.agent', typeVersion: 2 },
  ]);
  await canvas.open(workflow);
  await panel.openFrom(canvas.plus('AI Agent', 'ai_tool'), 'Tools');
  await (await panel.found('speech to text', 'Transcribe Tool')).click();
  await details.form.waitFor();
  await details.choose('audioFrom', 'URL');
  await details.parameter('audioUrl').waitFor();
});

test('an AI agent made by clicking has the recording in a message transcribed, and answers with what was said', async () => {
  const { n8n, page, picture } = session;
  const [canvas, panel, details, chat] = [
    new Canvas(page),
    new NodePanel(page),
    new NodeDetails(page),
    new Chat(page),
  ];
  const links = await putCredentials(n8n.rest, standIns.credentials);
  const openAi = links.find(({ name }) => name === 'OpenAI account');
  if (!openAi) throw new Error('The stand-in for a chat model has no credential.');

  await panel.open();
  await (await panel.found('AI Agent', 'AI Agent')).click();
  await details.form.waitFor();
  await details.close();
  await panel.openFrom(canvas.plus('AI Agent', 'ai_languageModel'), 'Language Models');
  await (await panel.found('OpenAI', 'OpenAI Chat Model')).click();
  await details.chooseCredential(openAi);
  await details.toggle('responsesApiEnabled');
  await details.close();
  await panel.openFrom(canvas.plus('AI Agent', 'ai_tool'), 'Tools');
  await (await panel.found('speech to text', 'Transcribe Tool')).click();
  await details.chooseCredential(n8n.credentials.apikley);
  await details.choose('audioFrom', 'URL');
  await details.letModelFill('audioUrl');
  await picture('agent-tool', details.form);
  await details.close();

  const audioUrl = `${n8n.emulator.urls.files}/audio/english.mp3`;
  await chat.open();
  await chat.say(`What is said in ${audioUrl}?`);
  await chat.messages.getByText(textOf('english.mp3')).waitFor();
  expect(await n8n.control.tasks()).toMatchObject([{ input: { audio_url: audioUrl } }]);
  const workflowId = /\/workflow\/(\w+)/.exec(page.url())?.[1];
  const [execution] = await n8n.rest.executions({ workflowId });
  const { status, data } = await n8n.rest.waitForEnd(execution?.id ?? '');
  expect(status).toBe('success');
  const [run] = data.resultData.runData['AI Agent'] ?? [];
  expect(run?.data?.main?.[0]).toMatchObject([{ json: { output: textOf('english.mp3') } }]);
});
