import { readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Example } from '../../../playground/examples';
import { projectFolder } from '../../../playground/paths';
import { exampleWorkflows, importExample } from '../e2e/importExample';
import { Canvas } from './editor/canvas';
import { openSession, type Session } from './editor/session';

let session: Session;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.close());

/** In the examples' reading order. */
const files = readdirSync(path.join(projectFolder, 'examples'))
  .filter((name) => name.endsWith('.json'))
  .sort();

/** Examples shown in the documentation. */
const pictured = ['voice-message-to-crm.json', 'nightly-folder.json'];

const note = 'n8n-nodes-base.stickyNote';
const noteSchema = z.object({ content: z.string() });

/** The headings of an example's notes. */
const titlesOf = ({ nodes }: Example): string[] =>
  nodes
    .filter(({ type }) => type === note)
    .map(({ parameters }) => noteSchema.parse(parameters).content.split('\n')[0]?.replace(/^#+ /, '') ?? '');

test.each(files)('%s opens with its steps and its notes, all of them known to n8n', async (file) => {
  const { n8n, page, picture } = session;
  const example = (await exampleWorkflows())[files.indexOf(file)];
  if (!example) throw new Error(`There is no example ${file}.`);
  const types = (await n8n.rest.nodeTypes()).map(({ name }) => name);
  for (const { type } of example.nodes) expect(types).toContain(type);

  const { id } = await importExample(n8n, example);
  const canvas = new Canvas(page);
  await canvas.open(id);
  for (const { name, type } of example.nodes) if (type !== note) await canvas.node(name).waitFor();
  for (const title of titlesOf(example)) await canvas.whole.getByText(title).first().waitFor();
  if (!pictured.includes(file)) return;
  await canvas.fit();
  await picture(`example-${path.parse(file).name}`, canvas.whole);
});
