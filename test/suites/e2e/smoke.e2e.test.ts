import { pinnedVersions, releases } from '../../../playground/release';
import { sharedN8n, type Harness } from './harness';
import { readState } from './state';
import { runningOn } from './titles';

let n8n: Harness;
beforeAll(async () => {
  n8n = await sharedN8n();
});
afterAll(() => n8n.close());

const { release } = readState();
const pinned = pinnedVersions(releases[release]);

describe('a real n8n with the package installed as users install it', () => {
  test(runningOn({ release, ...pinned }), async () => {
    expect(await n8n.rest.versions()).toEqual(pinned);
  });

  test('loads the nodes under the package’s own name', async () => {
    const names = (await n8n.rest.nodeTypes()).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(
        ['apikleyTrigger', 'transcribe', 'transcribeTrigger'].map((name) => `n8n-nodes-transcribe.${name}`),
      ),
    );
  });

  test('loads the credentials', async () => {
    const names = (await n8n.rest.credentialTypes()).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['apikleyApi', 'elkApi']));
  });

  test('brings the items of a request to the node under test, with their files', async () => {
    const audio = { bytes: Buffer.from('OggS…'), fileName: 'note.ogg', mimeType: 'audio/ogg' };
    const run = await n8n.runWorkflow({
      node: { type: 'n8n-nodes-base.noOp' },
      items: [{ json: { caller: 'Ada' }, binary: { data: audio } }, { json: { nested: { list: [1] } } }],
    });
    expect(run.status).toBe('success');
    const [first, second] = run.outputs[0] ?? [];
    expect(first).toMatchObject({
      json: { caller: 'Ada' },
      binary: { data: { fileName: 'note.ogg', mimeType: 'audio/ogg' } },
    });
    expect(first?.binary?.data?.id).toMatch(/^filesystem/);
    expect(second).toMatchObject({ json: { nested: { list: [1] } } });
    expect(second?.binary).toBeUndefined();
  });
});
