import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inspectWalls, shippedFolders } from './brokenWalls';

const project = join(__dirname, '..', '..');

/** Starting a process that reads all code takes its time on a busy machine. */
jest.setTimeout(60_000);

test('the shipped code keeps its walls, and has no import cycle', async () => {
  const { broken, files } = await inspectWalls(project);
  expect(broken).toEqual([]);
  // Rules that read nothing are kept by everything.
  for (const folder of shippedFolders) expect(files.some((file) => file.startsWith(`${folder}/`))).toBe(true);
  expect(files).toContain('transcription/provider.ts');
});

describe('a tree that breaks them', () => {
  /** One wall broken by each file. What is imported from outside is not installed there. */
  const tree: Record<string, string> = {
    'transcription/errors.ts':
      "import type { Http } from './http';\nexport interface Errors { http: Http }\n",
    'transcription/http.ts':
      "import type { Errors } from './errors';\nexport interface Http { errors: Errors }\n",
    'transcription/knowing.ts':
      "import { one } from '../providers/one/provider';\nexport const all = [one];\n",
    'transcription/buffering.ts': "import type { Readable } from 'stream';\nexport type Source = Readable;\n",
    'transcription/media/mediabunny.ts':
      "import { Input } from 'mediabunny';\nimport { spare } from '../spare';\nexport const all = [Input, spare];\n",
    'transcription/media/copying.ts': "import { Output } from 'mediabunny';\nexport const copy = Output;\n",
    'transcription/spare.ts': "export const spare = 'spare';\n",
    'transcription/cutting.ts': "import { copy } from './media/copying';\nexport const cut = copy;\n",
    'providers/one/provider.ts': "export const one = 'one';\n",
    'providers/two/provider.ts': "import { one } from '../one/provider';\nexport const two = one;\n",
    'providers/two/sleep.ts': "import { sleep } from 'n8n-workflow';\nexport const pause = sleep;\n",
    'providers/registry.ts':
      "import { one } from './one/provider';\nimport { two } from './two/provider';\nexport const all = [one, two];\n",
    'providers/showing.ts': "import { shown } from '../nodes/Node.node';\nexport const text = shown;\n",
    'nodes/Node.node.ts':
      "import type { INode } from 'n8n-workflow';\nimport { z } from 'zod';\nimport { createHash } from 'crypto';\nimport { all } from '../providers/registry';\nexport const shown = [all, z, createHash] as unknown as INode;\n",
    'nodes/fetching.ts': "import { fetch } from 'undici';\nexport const get = fetch;\n",
    'nodes/signing.ts': "import { Api } from '../credentials/Api.credentials';\nexport const api = Api;\n",
    'nodes/tested.ts': "import { fake } from '../test/fake';\nexport const real = fake;\n",
    'nodes/shared/knowing.ts': "import { form } from '../Transcribe/form';\nexport const known = form;\n",
    'nodes/shared/preferring.ts':
      "import { one } from '../../providers/one/provider';\nexport const best = one;\n",
    'nodes/ApikleyTrigger/receiving.ts':
      "import { one } from '../../providers/one/provider';\nexport const own = one;\n",
    'nodes/Transcribe/form.ts': "export const form = 'form';\n",
    'nodes/ApikleyTrigger/borrowing.ts':
      "import { form } from '../Transcribe/form';\nexport const borrowed = form;\n",
    'emulator/believing.ts': "import { one } from '../providers/one/provider';\nexport const belief = one;\n",
    'playground/testing.ts': "import { fake } from '../test/fake';\nexport const played = fake;\n",
    'live/nodding.ts': "import { shown } from '../nodes/Node.node';\nexport const nod = shown;\n",
    'test/fake.ts': "export const fake = 'fake';\n",
    'credentials/Api.credentials.ts':
      "import { all } from '../providers/registry';\nexport class Api { all = all }\n",
  };
  let root: string;

  beforeAll(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'transcribe-walls-')));
    for (const [path, code] of Object.entries(tree)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), code);
    }
    // Nothing above the tree may lend it packages.
    expect(existsSync(join(root, 'node_modules'))).toBe(false);
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  test('is told each of them, and nothing else', async () => {
    expect((await inspectWalls(root)).broken).toEqual([
      'credentials-stand-alone: credentials/Api.credentials.ts → providers/registry.ts',
      'n8n-ends-at-the-nodes: providers/two/sleep.ts → n8n-workflow',
      'no-cycles: transcription/errors.ts → transcription/http.ts',
      'nobody-needs-the-credentials: nodes/signing.ts → credentials/Api.credentials.ts',
      'nodes-ask-the-registry: nodes/shared/preferring.ts → providers/one/provider.ts',
      'only-what-n8n-brings: nodes/fetching.ts → undici',
      'only-what-n8n-brings: nodes/tested.ts → test/fake.ts',
      'only-what-n8n-brings: transcription/buffering.ts → stream',
      'only-what-n8n-brings: transcription/media/copying.ts → mediabunny',
      'providers-do-not-know-each-other: providers/two/provider.ts → providers/one/provider.ts',
      'providers-know-the-domain-only: providers/showing.ts → nodes/Node.node.ts',
      'shared-knows-neither-node: nodes/shared/knowing.ts → nodes/Transcribe/form.ts',
      'the-domain-stands-alone: transcription/knowing.ts → providers/one/provider.ts',
      'the-emulator-stands-alone: emulator/believing.ts → providers/one/provider.ts',
      'the-live-check-knows-no-n8n: live/nodding.ts → nodes/Node.node.ts',
      'the-media-library-is-bundled: transcription/media/mediabunny.ts → transcription/spare.ts',
      'the-media-toolkit-is-loaded-when-needed: transcription/cutting.ts → transcription/media/copying.ts',
      'the-nodes-do-not-know-each-other: nodes/ApikleyTrigger/borrowing.ts → nodes/Transcribe/form.ts',
      'what-users-start-needs-no-test: playground/testing.ts → test/fake.ts',
    ]);
  });
});
