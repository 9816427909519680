import { z } from 'zod';
import { fixtureBytes, fixtureNamed } from '../../emulator/recordings/fixtures';
import { startEmulator, type Emulator } from '../../emulator/emulator';
import { TestClient } from './testClient';

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator({ taskMs: 60_000 });
  client = new TestClient(emulator);
});
afterEach(() => emulator.control.reset());
afterAll(() => emulator.stop());

const file = { name: 'note.ogg', bytes: fixtureBytes('russian.ogg'), type: 'audio/ogg' };
const uploaded = z.object({
  downloadUrl: z.string(),
  fileSize: z.number(),
  mimeType: z.string(),
  filePath: z.string(),
});

test('an uploaded file is served at its downloadUrl and can be transcribed from there', async () => {
  const { envelope } = await client.upload([
    ['file', file],
    ['uploadPath', 'audio/тест 1'],
  ]);
  const data = uploaded.parse(envelope.data);
  expect(data).toMatchObject({
    filePath: 'audio/тест 1/note.ogg',
    fileSize: file.bytes.length,
    mimeType: 'audio/ogg',
  });
  const taskId = await client.newTask({}, { audio_url: data.downloadUrl });
  expect(await client.result(taskId)).toMatchObject({
    resultObject: { text: fixtureNamed('russian.ogg').text },
  });
});

test.each<[string, Parameters<TestClient['upload']>[0], string]>([
  ['no file', [['uploadPath', 'audio']], 'file'],
  ['no uploadPath', [['file', file]], 'uploadPath'],
  [
    'a leading slash',
    [
      ['file', file],
      ['uploadPath', '/audio'],
    ],
    'uploadPath',
  ],
  [
    'a trailing slash',
    [
      ['file', file],
      ['uploadPath', 'audio/'],
    ],
    'uploadPath',
  ],
  [
    'two files',
    [
      ['file', file],
      ['file', file],
      ['uploadPath', 'audio'],
    ],
    'file',
  ],
  [
    'a file under another name',
    [
      ['audio', file],
      ['uploadPath', 'audio'],
    ],
    'audio',
  ],
  [
    'an unknown field',
    [
      ['file', file],
      ['uploadPath', 'audio'],
      ['filename', 'x.ogg'],
    ],
    'filename',
  ],
  [
    'a field given twice',
    [
      ['file', file],
      ['uploadPath', 'a'],
      ['uploadPath', 'b'],
    ],
    'uploadPath',
  ],
])('an upload with %s is refused with 422 and named', async (_what, entries, named) => {
  const { status, text, envelope } = await client.upload(entries);
  expect({ status, code: envelope.code }).toEqual({ status: 200, code: 422 });
  expect(envelope.msg).toContain(named);
  expect(JSON.parse(text)).toMatchObject({ success: false });
});

test('the same name overwrites, or stays what it was when a cache holds on to it', async () => {
  const put = async (bytes: Buffer) => {
    const { envelope } = await client.upload([
      ['file', { ...file, bytes }],
      ['uploadPath', 'audio'],
    ]);
    return (await client.ask(uploaded.parse(envelope.data).downloadUrl)).text;
  };
  await put(Buffer.from('first'));
  expect(await put(Buffer.from('second'))).toBe('second');
  await emulator.control.setFacts({ staleUploads: true });
  expect(await put(Buffer.from('third'))).toBe('second');
});

test('a file too large for memory is hashed and served all the same', async () => {
  const bytes = Buffer.alloc(9 * 1024 * 1024, 'x');
  const { envelope } = await client.upload([
    ['file', { name: 'big.mp3', bytes }],
    ['uploadPath', 'audio'],
  ]);
  const { downloadUrl, fileSize, mimeType } = uploaded.parse(envelope.data);
  expect({ fileSize, mimeType }).toEqual({ fileSize: bytes.length, mimeType: 'audio/mpeg' });
  expect((await client.ask(downloadUrl)).text).toHaveLength(bytes.length);
  const [record] = await emulator.control.requests();
  expect(record).toMatchObject({ operation: 'upload', fileName: 'big.mp3', fileBytes: bytes.length });
});

test('base64 and URL uploads are taken too', async () => {
  const bytes = fixtureBytes('german.mp3');
  const base64 = await client.apikley('/file-upload/api/file-base64-upload', {
    base64Data: `data:audio/mpeg;base64,${bytes.toString('base64')}`,
    uploadPath: 'audio',
    fileName: 'one.mp3',
  });
  const url = await client.apikley('/file-upload/api/file-url-upload', {
    fileUrl: client.audio('german.mp3'),
    uploadPath: 'audio',
  });
  for (const { envelope } of [base64, url]) {
    expect(envelope.data).toMatchObject({ fileSize: bytes.length, mimeType: 'audio/mpeg' });
  }
});

test.each([
  ['not a form', 'application/json', '{}'],
  [
    'a form that breaks off',
    'multipart/form-data; boundary=b',
    '--b\r\nContent-Disposition: form-data; name="file"; filename="a.mp3"\r\n\r\nabc',
  ],
  ['a form without its boundary', 'multipart/form-data; boundary=b', 'nothing of the kind'],
])('%s is refused', async (_what, type, body) => {
  const { text } = await client.ask(`${emulator.urls.apikley}/file-upload/api/file-stream-upload`, {
    method: 'POST',
    headers: { authorization: `Bearer ${emulator.keys.apikley}`, 'content-type': type },
    body,
  });
  expect(JSON.parse(text)).toMatchObject({ success: false, code: 422 });
});
