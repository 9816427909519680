import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
  exampleFingerprint,
  fitted,
  inTryingOrder,
  readExamples,
  type Example,
} from '../../playground/examples';

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
    const [transcribe, done] = fitted(example, credentials, {
      audioUrl: 'http://127.0.0.1:5700/audio/',
    }).nodes;
    expect(transcribe?.credentials).toEqual({ apikleyApi: { id: 'a1', name: 'Apikley account' } });
    expect(done?.credentials).toBeUndefined();
  });

  test('finds its recordings on the port that was free', () => {
    const [transcribe] = fitted(example, credentials, { audioUrl: 'http://127.0.0.1:40123/audio/' }).nodes;
    expect(transcribe).toMatchObject({ parameters: { url: 'http://127.0.0.1:40123/audio/note.mp3' } });
  });

  test('that asks for an unknown credential is refused by name', () => {
    expect(() => fitted(example, [], { audioUrl: 'http://127.0.0.1:5700/audio/' })).toThrow(
      '"Apikley account" in "Transcribe"',
    );
  });

  describe('with stand-ins', () => {
    const all = [
      ...credentials,
      { id: 's1', name: 'SMTP account', type: 'smtp' },
      { id: 'c1', name: 'CRM', type: 'httpHeaderAuth' },
      { id: 'o1', name: 'OpenAI account', type: 'openAiApi' },
    ];
    const places = {
      audioUrl: 'http://127.0.0.1:5700/audio/',
      crmUrl: 'http://127.0.0.1:5705/crm',
      recordings: 'C:\\play\\recordings',
    };
    const withNode = (type: string, parameters: object = {}, own?: Example['nodes'][number]['credentials']) =>
      fitted(
        { ...example, nodes: [{ name: 'It', type, parameters, ...(own && { credentials: own }) }] },
        all,
        places,
      ).nodes[0];

    test.each([
      ['n8n-nodes-base.emailSend', { smtp: { id: 's1', name: 'SMTP account' } }],
      ['@n8n/n8n-nodes-langchain.lmChatOpenAi', { openAiApi: { id: 'o1', name: 'OpenAI account' } }],
    ])('%s gets the stand-in’s credential', (type, links) => {
      expect(withNode(type)?.credentials).toEqual(links);
    });

    test('calls the CRM there, with its key', () => {
      expect(
        withNode('n8n-nodes-base.httpRequest', { url: '=https://crm.example.com/api/tasks' }),
      ).toMatchObject({
        parameters: { url: '=http://127.0.0.1:5705/crm/api/tasks' },
        credentials: { httpHeaderAuth: { id: 'c1', name: 'CRM' } },
      });
    });

    test('sends the key of the CRM to nobody else', () => {
      const node = withNode('n8n-nodes-base.httpRequest', { url: 'https://graph.example.com' });
      expect(node?.credentials).toBeUndefined();
    });

    test('reads the folder there, with forward slashes', () => {
      const folder = '/home/node/.n8n-files/recordings';
      expect(withNode('n8n-nodes-base.set', { folder })).toMatchObject({
        parameters: { folder: 'C:/play/recordings' },
      });
    });

    test('leaves an account that only the user has to the user', () => {
      const link = { telegramApi: { name: 'Telegram account' } };
      expect(withNode('n8n-nodes-base.telegram', {}, link)?.credentials).toEqual({});
    });
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

test('the first example to try is the plain one, and the others keep their order', () => {
  const names = ['Chapters', 'Transcribe a recording', 'Voice Note'];
  const sorted = inTryingOrder(names.map((name) => ({ ...example, name })));
  expect(sorted.map(({ name }) => name)).toEqual(['Transcribe a recording', 'Chapters', 'Voice Note']);
});
