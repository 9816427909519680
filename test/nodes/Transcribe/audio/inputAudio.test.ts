import { Readable } from 'node:stream';
import type { IBinaryData, IBinaryKeyData } from 'n8n-workflow';
import { type FileReading, inputAudioFile, lastingId } from '../../../../nodes/Transcribe/audio/inputAudio';
import { fixtureBytes } from '../../../../emulator/recordings/fixtures';
import { failureOf } from '../../../support/failure';

/** The parts of n8n that the function under test uses. */
const executionWith = (binary: IBinaryData, metadata: () => Promise<{ fileSize: number }>): FileReading => ({
  getInputData: () => [{ json: {}, binary: { data: binary } }],
  helpers: {
    getBinaryMetadata: metadata,
    getBinaryStream: () => Promise.resolve(Readable.from([fixtureBytes('english.mp3')])),
  },
});

const sized = () => Promise.resolve({ fileSize: 7 });
const identityOf = async (binary: Partial<IBinaryData>) => {
  const whole = { data: '', mimeType: 'audio/mpeg', fileName: 'voice.mp3', ...binary };
  return (await inputAudioFile(executionWith(whole, sized), 0, 'data')).identity;
};

const uuid = '0190a1b2-0000-4000-8000-000000000001';

test.each([
  `filesystem-v2:workflows/w/executions/temp/binary_data/${uuid}`,
  `filesystem-v2:workflows/w/executions/17/binary_data/${uuid}`,
  `s3:workflows/w/executions/17/binary_data/${uuid}`,
  `database:${uuid}`,
  uuid,
])('a file is identified by the constant part of its ID: %s', async (id) => {
  expect(lastingId(id)).toBe(uuid);
  expect(await identityOf({ id })).toBe(uuid);
});

test('an ID with nothing after the prefix is kept as it is', () => {
  expect(lastingId('filesystem:')).toBe('filesystem:');
});

test('a file in memory is identified by its content, since names and sizes repeat', async () => {
  const one = await identityOf({ data: Buffer.from('one').toString('base64') });
  const two = await identityOf({ data: Buffer.from('two').toString('base64') });
  expect(one).not.toBe(two);
  expect(await identityOf({ data: Buffer.from('one').toString('base64'), fileName: 'other.mp3' })).toBe(one);
});

test('a file that n8n no longer has is reported in plain words', async () => {
  const gone = () => Promise.reject(new Error('ENOENT: no such file or directory'));
  const binary = { data: '', mimeType: 'audio/mpeg', id: `database:${uuid}` };
  const error = await failureOf(inputAudioFile(executionWith(binary, gone), 0, 'data'));
  expect(error).toMatchObject({ code: 'invalidInput' });
  expect(error.message).toBe('The audio file could not be read from n8n.');
});

test.each([
  ['ENOENT', 'n8n reports ENOENT: the file is no longer there.'],
  ['EMFILE', 'n8n reports EMFILE: too many files are open at the same time.'],
  ['EACCES', 'n8n reports EACCES.'],
  ['/etc/key', 'n8n may have deleted it by now.'],
])('why n8n can not read a file is said with its code, and nothing more (%s)', async (code, why) => {
  const gone = () => Promise.reject(Object.assign(new Error('open /secret'), { code }));
  const binary = { data: '', mimeType: 'audio/mpeg', id: `database:${uuid}` };
  const { message, description } = await failureOf(inputAudioFile(executionWith(binary, gone), 0, 'data'));
  expect(message).toBe('The audio file could not be read from n8n.');
  expect(description).toBe(`${why} Run the workflow again from the node that supplies the file.`);
});

describe('the field that is meant', () => {
  const voice = {
    data: fixtureBytes('english.ogg').toString('base64'),
    mimeType: 'audio/ogg',
    fileName: 'a.ogg',
  };
  const srt = { data: Buffer.from('1').toString('base64'), mimeType: 'text/plain', fileName: 'a.srt' };
  const reading = (binary: IBinaryKeyData, field: string) =>
    inputAudioFile({ ...executionWith(voice, sized), getInputData: () => [{ json: {}, binary }] }, 0, field);

  test.each(['data', '', 'audio', 'constructor'])(
    'is the only one there is, whatever is filled in: "%s"',
    async (field) => {
      expect((await reading({ data: voice }, field)).file.fileName).toBe('a.ogg');
    },
  );

  test('is the one that is filled in, if there are several', async () => {
    expect((await reading({ srt, voice }, 'voice')).file.fileName).toBe('a.ogg');
  });

  test('names a file that has no name', async () => {
    const { fileName, ...nameless } = voice;
    const { file } = await reading({ voice: { ...nameless, fileExtension: 'oga' } }, '');
    expect(file.fileName).not.toBe(fileName);
    expect(file.fileName).toBe('voice.oga');
  });

  test.each([
    ['audio', 'There is no file in the input data field "audio".'],
    ['', 'The item has several files, and Input Data Field Name is empty.'],
  ])('has to be filled in right if there are several: "%s"', async (field, message) => {
    const error = await failureOf(reading({ srt, voice }, field));
    expect(error.message).toBe(message);
    expect(error.description).toBe(
      'The item has "srt", "voice". Set Input Data Field Name to the field that holds the audio.',
    );
  });

  test('can not be found in an item without files', async () => {
    expect((await failureOf(reading({}, ''))).description).toContain('no files at all');
  });
});

test('a file is known by its content, wherever n8n stores it', async () => {
  const inMemory = { data: fixtureBytes('english.ogg').toString('base64'), mimeType: 'audio/mpeg' };
  const onDisk = { data: '', mimeType: 'text/plain', id: `database:${uuid}` };
  const contentOf = async (binary: IBinaryData) =>
    (await inputAudioFile(executionWith(binary, sized), 0, 'data')).file.content;
  expect(await contentOf(inMemory)).toEqual({ kind: 'ogg' });
  expect(await contentOf(onDisk)).toEqual({ kind: 'mp3' });
});

test('a file that breaks off while it is looked at is reported in plain words', async () => {
  const reading = executionWith({ data: '', mimeType: '', id: uuid }, sized);
  const broken = { ...reading.helpers, getBinaryStream: () => Promise.reject(new Error('ENOENT')) };
  const error = await failureOf(inputAudioFile({ ...reading, helpers: broken }, 0, 'data'));
  expect(error.message).toBe('The audio file could not be read from n8n.');
});
