import { exec } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { N8nRest } from '../../../playground/rest';
import { owner, packageName } from '../e2e/instance';
import { Newcomer } from './newcomer/newcomer';

let newcomer: Newcomer | undefined;
afterAll(() => newcomer?.leave());

test('where n8n has no page for it, npm installs the package, alone, and n8n finds its nodes at the next start', async () => {
  newcomer = await Newcomer.arrive();
  const nodes = path.join(newcomer.home, '.n8n', 'nodes');
  await mkdir(nodes, { recursive: true });
  await promisify(exec)('npm install --legacy-peer-deps n8n-nodes-transcribe', {
    cwd: nodes,
    env: { ...process.env, ...newcomer.env },
  });
  const installed = await readdir(path.join(nodes, 'node_modules'));
  expect(installed.filter((name) => !name.startsWith('.'))).toEqual([packageName]);

  const rest = new N8nRest((await newcomer.startN8n()).url);
  try {
    await rest.setUpOwner(owner);
    const names = (await rest.nodeTypes()).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([`${packageName}.transcribe`, `${packageName}.transcribeTrigger`]),
    );
  } finally {
    await rest.close();
  }
}, 300_000);
