import { Readable } from 'node:stream';
import type { IBinaryData } from 'n8n-workflow';
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
