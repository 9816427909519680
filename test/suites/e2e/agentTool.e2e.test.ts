import { type Harness, sharedN8n } from './harness';
import { apikleyNode, textOf } from './transcribeNode';
import { inARow, placed } from './workflow';

let n8n: Harness;
beforeAll(async () => {
  n8n = await sharedN8n();
});
afterAll(() => n8n.close());
beforeEach(() => n8n.control.reset());

/** Runs Transcribe as an agent would run a tool: n8n's own tool executor stands in for the model. */
async function asTool(mode: string): Promise<string> {
  const audioUrl = `${n8n.emulator.urls.files}/audio/english.mp3`;
  const main = placed([
    { name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
    {
      name: 'Agent',
      type: '@n8n/n8n-nodes-langchain.toolExecutor',
      parameters: { query: '{}', toolName: '', node: '' },
    },
  ]);
  const [tool] = placed([
    {
      ...apikleyNode(n8n, { mode, audioFrom: 'url', audioUrl, descriptionType: 'auto' }),
      name: 'Transcriber',
      type: 'n8n-nodes-transcribe.transcribeTool',
    },
  ]);
  const { id } = await n8n.rest.createWorkflow({
    name: `e2e tool ${main[0]?.id ?? ''}`,
    nodes: [...main, ...(tool ? [tool] : [])],
    connections: {
      ...inARow(main.map(({ name }) => name)),
      Transcriber: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
    },
    settings: { executionOrder: 'v1' },
  });
  const execution = await n8n.rest.waitForEnd(await n8n.rest.runWorkflow(id, 'Start'));
  return JSON.stringify(execution.data);
}

describe('Transcribe as a tool of an AI agent', () => {
  test('gives the transcript', async () => {
    expect(await asTool('wait')).toContain(textOf('english.mp3'));
  });

  test('waits for the transcript also where a workflow made before was to be suspended', async () => {
    expect(await asTool('suspend')).toContain(textOf('english.mp3'));
    expect(await n8n.control.tasks()).toMatchObject([{}]);
  });
});
