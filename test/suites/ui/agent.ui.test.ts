import { NodeDetails } from './editor/nodeDetails';
import { NodePanel } from './editor/nodePanel';
import { Canvas } from './editor/canvas';
import { openSession, type Session } from './editor/session';
import { create } from './workflows';

let session: Session;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.close());

test('an AI agent is offered Transcribe as a tool, and its form opens', async () => {
  const { n8n, page, picture } = session;
  const canvas = new Canvas(page);
  const panel = new NodePanel(page);
  const details = new NodeDetails(page);
  const workflow = await create(n8n.rest, [
    { name: 'Chat', type: '@n8n/n8n-nodes-langchain.chatTrigger', typeVersion: 1.1 },
    { name: 'AI Agent', type: '@n8n/n8n-nodes-langchain.agent', typeVersion: 2 },
  ]);
  await canvas.open(workflow);
  await canvas.plus('AI Agent', 'ai_tool').click();
  await panel.showing('Tools');
  await (await panel.found('speech to text', 'Transcribe Tool')).click();
  await details.form.waitFor();
  await details.choose('audioFrom', 'URL');
  await details.parameter('audioUrl').waitFor();
  await picture('agent-tool', details.whole);
});
