import { exec } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { N8n } from '../../playground/n8n';
import { N8nRest } from '../../playground/rest';
import { owner } from '../e2e/instance';
import { readState } from '../e2e/state';
import { startInternet, type Internet } from './stranger/internet';
import { publish } from './stranger/publish';

const { folder: runFolder, emulator, tarball } = readState();

let folder: string;
let internet: Internet;
let n8n: N8n | undefined;
beforeAll(async () => {
  folder = await mkdtemp(path.join(runFolder, 'by-hand-'));
  internet = await startInternet(folder, emulator);
  await publish(tarball, folder, internet.env);
});
afterAll(async () => {
  await n8n?.stop();
  await internet.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('where n8n has no page for it, npm installs the package, alone, and n8n finds its nodes at the next start', async () => {
  const nodes = path.join(folder, 'home', '.n8n', 'nodes');
  await mkdir(nodes, { recursive: true });
  await promisify(exec)('npm install --legacy-peer-deps n8n-nodes-transcribe', {
    cwd: nodes,
    env: { ...process.env, ...internet.env },
  });
  const installed = await readdir(path.join(nodes, 'node_modules'));
  expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['n8n-nodes-transcribe']);

  n8n = await N8n.start({ userFolder: path.join(folder, 'home'), env: internet.env });
  const rest = new N8nRest(n8n.url);
  try {
    await rest.setUpOwner(owner);
    const names = (await rest.nodeTypes()).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['n8n-nodes-transcribe.transcribe', 'n8n-nodes-transcribe.apikleyTrigger']),
    );
  } finally {
    await rest.close();
  }
});
