import { exampleWorkflows, importExample } from '../e2e/importExample';
import { Canvas } from './editor/canvas';
import { openSession, type Session } from './editor/session';

let session: Session;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.close());

/** By the name of the picture. */
const pictured = new Map([
  ['Note a voice message on its contact', 'example-voice-message'],
  ['Transcribe a folder every night', 'example-nightly-folder'],
]);

test('every example opens with its steps and its notes, and none of them is unknown to n8n', async () => {
  const { n8n, page, picture } = session;
  const canvas = new Canvas(page);
  for (const example of await exampleWorkflows()) {
    const { id } = await importExample(n8n, example);
    await canvas.open(id);
    for (const { name, type } of example.nodes) {
      if (type !== 'n8n-nodes-base.stickyNote') await canvas.node(name).waitFor();
    }
    expect(await page.getByText('Install this node').count()).toBe(0);
    const name = pictured.get(example.name);
    if (name === undefined) continue;
    await canvas.fit();
    await picture(name, canvas.whole);
  }
});
