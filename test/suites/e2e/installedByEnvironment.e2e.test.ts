import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { N8n } from '../../../playground/n8n';
import { releases } from '../../../playground/release';
import { N8nRest } from '../../../playground/rest';
import { ownN8n, sharedN8n, type Harness } from './harness';
import { owner, packageName } from './instance';
import { whilePublished } from './internet/whilePublished';
import { receivingWorkflow, startedItems } from './receiver';
import { readState } from './state';
import { apikleyNode, elkapiNode, recording, textOf } from './transcribeNode';
import type { NodeSpec } from './workflow';

/* n8n with the settings of 3.0, each from an empty folder. */

const file = 'german.mp3';
const variable = 'N8N_COMMUNITY_PACKAGES';

describe('a package that n8n installs by the line of its release, though unverified ones are off', () => {
  let n8n: Harness;
  beforeAll(async () => {
    n8n = await sharedN8n();
  });
  afterAll(() => n8n.close());
  beforeEach(() => n8n.control.reset());

  const nodes: ReadonlyArray<readonly [string, () => NodeSpec]> = [
    ['waits for Apikley', () => apikleyNode(n8n)],
    ['is suspended until Apikley’s callback', () => apikleyNode(n8n, { mode: 'suspend' })],
    ['waits for ElkAPI', () => elkapiNode(n8n)],
  ];

  test.each(nodes)('transcribes when its node %s', async (_, node) => {
    const { status, outputs } = await n8n.runWorkflow({ node: node(), items: [recording(file)] });
    expect([status, outputs[0]?.[0]?.json.text]).toEqual(['success', textOf(file)]);
  });

  test('submits to Apikley, and starts a workflow with the transcript', async () => {
    const trigger = await receivingWorkflow(n8n);
    const node = apikleyNode(n8n, { mode: 'submit' }, { callbackUrl: trigger.url });
    await n8n.runWorkflow({ node, items: [recording(file)] });
    expect(await startedItems(n8n, trigger, 1)).toMatchObject([{ text: textOf(file) }]);
  });
});

test('after a restart, n8n has the package without asking the registry', async () => {
  const n8n = await ownN8n();
  try {
    await n8n.n8n.stop();
    await n8n.n8n.start();
    const { outputs } = await n8n.runWorkflow({ node: elkapiNode(n8n), items: [recording(file)] });
    expect(outputs[0]?.[0]?.json.text).toBe(textOf(file));
  } finally {
    await n8n.close();
  }
});

/** Starts an n8n that is given another line than the release's. */
async function startWith(line: (released: string) => string): Promise<N8n> {
  const { release, folder, tarball, emulator } = readState();
  const userFolder = await mkdtemp(path.join(folder, 'n8n-'));
  return whilePublished({ tarball, emulator, folder: userFolder }, (env) =>
    N8n.start({
      release: releases[release],
      userFolder,
      env: { ...env, [variable]: line(env[variable] ?? '') },
    }),
  );
}

test('n8n starts without a package whose checksum is another one', async () => {
  const n8n = await startWith((released) => released.replace(/sha512-..../, 'sha512-AAAA'));
  const rest = new N8nRest(n8n.url);
  try {
    expect(await n8n.log()).toMatch(
      /Failed to install community package .*Failed to verify package checksum/,
    );
    await rest.setUpOwner(owner);
    const names = (await rest.nodeTypes()).map(({ name }) => name);
    expect(names).toContain('n8n-nodes-base.noOp');
    expect(names.filter((name) => name.startsWith(packageName))).toEqual([]);
  } finally {
    await rest.close();
    await n8n.stop();
  }
});

test('n8n does not start when the checksum is missing', async () => {
  const started = startWith((released) => released.replace(/,"checksum":"[^"]+"/, ''));
  await expect(started).rejects.toThrow(/no checksum available for .*unverified packages are disabled/);
});
