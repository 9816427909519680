import { apikleyNode, textOf } from '../e2e/transcribeNode';
import { Canvas } from './editor/canvas';
import { NodeDetails } from './editor/nodeDetails';
import { openSession, type Session } from './editor/session';
import { createLoading } from './workflows';

let session: Session;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.close());
beforeEach(() => session.n8n.control.reset());

test('a workflow that sleeps until the callback is seen to wait, and then to have its transcript', async () => {
  const { n8n, page, picture } = session;
  const canvas = new Canvas(page);
  const details = new NodeDetails(page);
  await n8n.control.planTask({ outcome: { kind: 'never' } });
  const node = { ...apikleyNode(n8n, { mode: 'suspend' }), name: 'Transcribe' };
  const workflow = await createLoading(n8n, 'english.mp3', node);
  await details.open(workflow, 'Transcribe');
  await details.execute();
  await details.output.getByText('The workflow is suspended while Apikley transcribes').waitFor();
  await details.close();
  await canvas.showExecutions();
  await canvas.executions.getByText('Waiting').first().waitFor();
  await canvas.node('Transcribe').waitFor();
  await picture('suspended');
  await canvas.showEditor();

  const [task] = await n8n.control.tasks();
  await n8n.control.endTask(task?.id ?? '');
  await page.getByTestId('canvas-node-status-success').nth(2).waitFor();
  await canvas.node('Transcribe').dblclick();
  await details.show('json');
  await details.output.getByText(textOf('english.mp3').slice(0, 30)).first().waitFor();
});
