import { createHash, randomBytes } from 'node:crypto';

import { fixtureNamed } from '../../../../emulator/recordings/fixtures';
import { wavHeader } from '../../../support/wavHeader';
import { apikleyNode, elkapiNode, recording, textOf, upload } from '../../e2e/transcribeNode';
import type { RunResult } from '../../e2e/run';
import type { NodeSpec } from '../../e2e/workflow';
import type { Cluster } from '../cluster';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const file = 'german.mp3';
const subtitles = { output: { files: ['srt'] } };

/** Reads the subtitles on a worker, as an email or drive node would. */
const reading: NodeSpec = {
  name: 'Reader',
  type: 'n8n-nodes-base.extractFromFile',
  parameters: { operation: 'text', binaryPropertyName: 'srt', destinationKey: 'content', options: {} },
};

/** A recording of several megabytes without repetition. */
function longRecording(bytes = 12_000_000): Uint8Array {
  return Buffer.concat([wavHeader(16_000, 2, bytes), randomBytes(bytes)]);
}

/** Files that move between processes: in through the webhook, up and down in a worker, out through the editor. */
export function describeFiles(n8n: () => Cluster, store: string): void {
  /** Checks the text in the subtitles of a run's only item, wherever they are read. */
  async function expectSubtitles({ outputs, runData, status }: RunResult) {
    expect(status).toBe('success');
    const [item] = outputs[0] ?? [];
    expect(item?.json.text).toBe(textOf(file));
    const id = item?.binary?.srt?.id ?? '';
    expect(id.split(':')[0]).toBe(store);
    const content = new TextDecoder().decode(await n8n().rest.binaryData(id));
    expect(runData.Reader?.[0]?.data?.main?.[0]?.[0]?.json.content).toBe(content);
    const lines = content.split('\n').filter((line) => line !== '' && !/^\d+$| --> /.test(line));
    expect(lines.join(' ')).toBe(textOf(file));
  }

  const uploaded = async () => (await n8n().control.requests()).find(({ fileSha256 }) => fileSha256);

  describe(`a worker with files in the ${store} store`, () => {
    test('sends Apikley a recording whole, waits, and makes subtitles that others can read', async () => {
      const run = await n8n().runWorkflow({
        node: apikleyNode(n8n(), subtitles),
        items: [recording(file)],
        after: [reading],
      });
      await expectSubtitles(run);
      expect(await n8n().workersOf(run.executionId)).toHaveLength(1);
      expect(await uploaded()).toMatchObject({ operation: 'upload', fileSha256: fixtureNamed(file).sha256 });
      expect((await n8n().control.tasks())[0]?.sha256).toBe(fixtureNamed(file).sha256);
    });

    test('sends ElkAPI a recording whole, and makes subtitles that others can read', async () => {
      const run = await n8n().runWorkflow({
        node: elkapiNode(n8n(), subtitles),
        items: [recording(file)],
        after: [reading],
      });
      await expectSubtitles(run);
      expect(await n8n().workersOf(run.executionId)).toHaveLength(1);
      expect(await uploaded()).toMatchObject({
        operation: 'transcriptions',
        fileSha256: fixtureNamed(file).sha256,
      });
    });

    test('sends a recording of many megabytes whole', async () => {
      const bytes = longRecording();
      const { status } = await n8n().runWorkflow({
        node: apikleyNode(n8n()),
        items: [upload('long.wav', bytes, 'audio/wav')],
      });
      expect(status).toBe('success');
      expect((await n8n().control.tasks())[0]?.sha256).toBe(sha256(bytes));
    });

    test('reads the subtitles that the webhook process has made for a suspended execution', async () => {
      const run = await n8n().runWorkflow({
        node: apikleyNode(n8n(), { ...subtitles, mode: 'suspend' }),
        items: [recording(file)],
        after: [reading],
      });
      await expectSubtitles(run);
      expect(await n8n().workersOf(run.executionId)).toHaveLength(2);
    });
  });
}
