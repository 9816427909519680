import { ownN8n, type OwnHarness } from './harness';
import { apikleyNode, elkapiNode, recording, textOf } from './transcribeNode';
import type { NodeSpec } from './workflow';

/** n8n 1.x's default: files are held in memory, and stored in the database with their execution. */
let n8n: OwnHarness;
beforeAll(async () => {
  n8n = await ownN8n({ binaryMode: 'default' });
});
afterAll(() => n8n.close());
beforeEach(() => n8n.control.reset());

const withSrt = { output: { files: ['srt'] } };

const nodes: ReadonlyArray<readonly [string, () => NodeSpec]> = [
  ['through Apikley', () => apikleyNode(n8n, withSrt)],
  ['through Apikley, asleep until the callback', () => apikleyNode(n8n, { mode: 'suspend', ...withSrt })],
  ['through ElkAPI', () => elkapiNode(n8n, withSrt)],
];

describe('where n8n keeps files in memory', () => {
  test.each(nodes)('a recording is transcribed %s, and its subtitles come out', async (_, node) => {
    const items = [recording('dialogue.mp3'), recording('german.mp3')];
    const { status, outputs } = await n8n.runWorkflow({ node: node(), items });
    expect(status).toBe('success');
    expect(outputs[0]?.map(({ json }) => json.text)).toEqual(['dialogue.mp3', 'german.mp3'].map(textOf));
    const [srt] = outputs[0]?.map(({ binary }) => binary?.srt) ?? [];
    expect(srt?.id).toBeUndefined();
    expect(Buffer.from(srt?.data ?? '', 'base64').toString('utf8')).toMatch(/^1\n00:00:0\d,\d+ --> /);
  });
});
