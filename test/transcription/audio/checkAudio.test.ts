import type { AudioLimits } from '../../../transcription/audio/audio';
import { checkAudioFile } from '../../../transcription/audio/checkAudio';
import { audioFile } from '../../support/audio';
import { refusalOf } from '../../support/failure';

const megabyte = 1024 * 1024;

const limits: AudioLimits = {
  formats: ['mp3', 'wav', 'm4a'],
  maxBytes: 10 * megabyte,
  receiver: 'an upload to Somewhere',
  whenTooLarge: 'Split the file first.',
};

const file = (fileName: string, mediaType = '', sizeBytes = 1_000) => ({
  ...audioFile(fileName, mediaType, new Uint8Array()),
  sizeBytes,
});

const refused = (...audio: Parameters<typeof file>) =>
  refusalOf(() => checkAudioFile(file(...audio), limits));

describe('an accepted file', () => {
  test('gets the canonical name and media type of its format, and keeps its bytes', () => {
    const given = file('CALL 1.MPGA', 'application/octet-stream', 1_234);
    expect(checkAudioFile(given, limits)).toEqual({
      ...given,
      fileName: 'CALL-1.mp3',
      mediaType: 'audio/mpeg',
    });
  });

  test('is not changed itself', () => {
    const given = Object.freeze(file('CALL.WAVE'));
    checkAudioFile(given, limits);
    expect(given.fileName).toBe('CALL.WAVE');
  });

  test('may be exactly as large as the limit', () => {
    expect(checkAudioFile(file('a.mp3', '', limits.maxBytes), limits).sizeBytes).toBe(limits.maxBytes);
  });

  test('may be checked twice', () => {
    const once = checkAudioFile(file('My call.M4B'), limits);
    expect(checkAudioFile(once, limits)).toEqual(once);
  });
});

describe('a refused file', () => {
  test('too large: its size, the limit, and what to do', async () => {
    const error = await refused('a.mp3', '', Math.round(31.2 * megabyte));
    expect(error.code).toBe('invalidInput');
    expect(error.message).toBe(
      'The audio file is 31.2 MB, an upload to Somewhere takes 10 MB at most. Split the file first.',
    );
  });

  test('one byte too large: its size is rounded up, so that it does not appear to fit', async () => {
    const { message } = await refused('a.mp3', '', limits.maxBytes + 1);
    expect(message).toContain('The audio file is 10.1 MB');
  });

  test('empty: where to look', async () => {
    const error = await refused('a.mp3', 'audio/mpeg', 0);
    expect(error).toMatchObject({
      code: 'invalidInput',
      message: 'The audio file "a.mp3" is empty (0 bytes).',
    });
    expect(error.description).toContain('download that failed');
  });

  test('not audio: its name and type, and what is accepted', async () => {
    const error = await refused('notes.pdf', 'application/pdf');
    expect(error.code).toBe('invalidInput');
    expect(error.message).toBe(
      '"notes.pdf" is not an audio file that can be recognised (its type is application/pdf). An upload to Somewhere takes M4A, MP3 and WAV.',
    );
    expect(error.description).toContain('right extension');
  });

  test('of an unknown type', async () => {
    expect((await refused('recording')).message).toContain('its type is not given');
  });

  test('of an unsupported format: which one, and what to do', async () => {
    const error = await refused('voice.opus', 'audio/ogg');
    expect(error.code).toBe('invalidInput');
    expect(error.message).toBe(
      'An upload to Somewhere does not take OGG files such as "voice.opus". It takes M4A, MP3 and WAV. Convert the file first.',
    );
  });
});

test('the name and the type of a file are shown on one readable line', async () => {
  const { message } = await refused(`a\r\nb\u202e${'c'.repeat(4096)}`, 'text/plain\r\nX: y');
  expect(message).toMatch(/^"a b c+ \[…\]" is not an audio file .* \(its type is text\/plain X: y\)/);
  expect(message.length).toBeLessThan(500);
});
