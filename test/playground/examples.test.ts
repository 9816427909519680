import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { exampleFingerprint, fitted, readExamples, type Example } from '../../playground/examples';

const example: Example = {
  name: 'Voice Note',
  active: false,
  nodes: [
    {
      name: 'Transcribe',
      type: 'n8n-nodes-transcribe.transcribe',
      parameters: { url: 'http://127.0.0.1:5700/audio/note.mp3' },
      credentials: { apikleyApi: { id: 'of another n8n', name: 'Apikley account' } },
    },
    { name: 'Done', type: 'n8n-nodes-base.noOp' },
  ],
  connections: { Transcribe: { main: [[{ node: 'Done', type: 'main', index: 0 }]] } },
};
const credentials = [
  { id: 'e1', name: 'ElkAPI account' },
  { id: 'a1', name: 'Apikley account' },
];

describe('an example workflow', () => {
  test('is linked to the credential of the same name', () => {
    const [transcribe, done] = fitted(example, credentials, 'http://127.0.0.1:5700/audio/').nodes;
    expect(transcribe?.credentials).toEqual({ apikleyApi: { id: 'a1', name: 'Apikley account' } });
    expect(done?.credentials).toBeUndefined();
  });

  test('finds its recordings on the port that was free', () => {
    const [transcribe] = fitted(example, credentials, 'http://127.0.0.1:40123/audio/').nodes;
    expect(transcribe).toMatchObject({ parameters: { url: 'http://127.0.0.1:40123/audio/note.mp3' } });
  });

  test('that asks for an unknown credential is refused by name', () => {
    expect(() => fitted(example, [], 'http://127.0.0.1:5700/audio/')).toThrow(
      '"Apikley account" in "Transcribe"',
    );
  });

  test('has changed when any part of it has', () => {
    const renamed = { ...example, nodes: [...example.nodes].reverse() };
    expect(exampleFingerprint(example)).toBe(exampleFingerprint(structuredClone(example)));
    expect(exampleFingerprint(example)).not.toBe(exampleFingerprint(renamed));
  });
});

describe('the folder of examples', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'playground-examples-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is read in the order of the file names', async () => {
    writeFileSync(path.join(folder, '2.json'), JSON.stringify({ ...example, name: 'Second' }));
    writeFileSync(path.join(folder, '1.json'), JSON.stringify({ ...example, name: 'First' }));
    writeFileSync(path.join(folder, 'README.md'), 'not a workflow');
    expect((await readExamples(folder)).map(({ name }) => name)).toEqual(['First', 'Second']);
  });

  test('may be absent', async () => {
    expect(await readExamples(path.join(folder, 'nowhere'))).toEqual([]);
  });

  test('with something else in it is refused by file name', async () => {
    writeFileSync(path.join(folder, 'broken.json'), '{"name": "No nodes"}');
    await expect(readExamples(folder)).rejects.toThrow(
      'examples/broken.json is not an exported n8n workflow (nodes',
    );
  });
});
