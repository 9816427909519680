import type { AudioLimits } from '../../../transcription/audio/audio';
import type { Content } from '../../../transcription/audio/contentKinds';
import { checkAudioFile } from '../../../transcription/audio/checkAudio';
import { audioFile } from '../../support/audio';
import { refusalOf } from '../../support/failure';

const megabyte = 1024 * 1024;

const limits: AudioLimits = {
  formats: ['mp3', 'wav', 'm4a'],
  maxBytes: 10 * megabyte,
  overlapSeconds: 8,
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

describe('a file whose content is known', () => {
  const known = (content: Content, fileName: string, mediaType = '', sizeBytes = 1_000) => ({
    ...file(fileName, mediaType, sizeBytes),
    content,
  });
  const all: AudioLimits = { ...limits, formats: ['aac', 'flac', 'm4a', 'mp3', 'mp4', 'ogg', 'wav', 'webm'] };

  test.each<[Content, string, string, string, string]>([
    [{ kind: 'mp3' }, 'noext', '', 'noext.mp3', 'audio/mpeg'],
    [{ kind: 'mp3' }, 'noext', 'application/octet-stream', 'noext.mp3', 'audio/mpeg'],
    [{ kind: 'wav' }, 'call.mp3', 'audio/mpeg', 'call.wav', 'audio/wav'],
    [{ kind: 'mp3' }, 'call.txt', 'text/html', 'call.mp3', 'audio/mpeg'],
    [{ kind: 'webm' }, 'voice.weba', 'audio/weba', 'voice.webm', 'audio/webm'],
    [{ kind: 'mp4', orElse: ['m4a'] }, 'recording.webm', 'audio/webm', 'recording.mp4', 'audio/mp4'],
    [{ kind: 'mp4', orElse: ['m4a'] }, 'recording', '', 'recording.mp4', 'audio/mp4'],
    [{ kind: 'mp4', orElse: ['m4a'] }, 'recording.m4a', '', 'recording.m4a', 'audio/mp4'],
    [{ kind: 'mp4', orElse: ['m4a'] }, 'recording', 'audio/x-m4a', 'recording.m4a', 'audio/mp4'],
    [{ kind: 'mp3', orElse: ['flac', 'aac'] }, 'album.flac', '', 'album.flac', 'audio/flac'],
    [{ kind: 'mp3', orElse: ['flac', 'aac'] }, 'album.ogg', '', 'album.mp3', 'audio/mpeg'],
    [{ kind: 'mov', orElse: ['mp4', 'm4a'] }, 'old.mp4', '', 'old.mp4', 'audio/mp4'],
  ])(
    '%j is sent under the right name, although it is called "%s" (%s)',
    (content, fileName, type, name, sent) => {
      expect(checkAudioFile(known(content, fileName, type), all)).toMatchObject({
        fileName: name,
        mediaType: sent,
        content,
      });
    },
  );

  test('may be checked twice', () => {
    const once = checkAudioFile(known({ kind: 'mp4', orElse: ['m4a'] }, 'My call.M4B'), all);
    expect(checkAudioFile(once, all)).toEqual(once);
  });

  test.each<[Content['kind'], string]>([
    ['html', 'a web page'],
    ['json', 'JSON data'],
    ['xml', 'an XML document'],
    ['text', 'plain text'],
    ['subtitles', 'a subtitle file'],
    ['pdf', 'a PDF document'],
    ['image', 'an image'],
  ])('is refused as %s, whatever it is called and however large it is', async (kind, label) => {
    for (const size of [1_000, 10 ** 9]) {
      const error = await refusalOf(() => checkAudioFile(known({ kind }, 'a.mp3', 'audio/mpeg', size), all));
      expect(error).toMatchObject({ code: 'invalidInput', message: `"a.mp3" is ${label}, not a recording.` });
      expect(error.description).toMatch(/^Nothing was sent\. /);
    }
  });

  test.each<[Content['kind'], string]>([
    ['html', 'login'],
    ['zip', 'Unpack it first'],
    ['image', 'pass on the recording itself'],
  ])('is refused with advice that fits: %s', async (kind, advice) => {
    const error = await refusalOf(() => checkAudioFile(known({ kind }, 'a.mp3'), all));
    expect(error.description).toContain(advice);
  });

  test('of a kind that nobody takes: which one, and what to do', async () => {
    const { message } = await refusalOf(() => checkAudioFile(known({ kind: 'mov' }, 'IMG_1.mp4'), limits));
    expect(message).toBe(
      '"IMG_1.mp4" is a QuickTime video, which an upload to Somewhere does not take. It takes M4A, MP3 and WAV. Convert the file first.',
    );
  });

  test('of a format that this receiver does not take', async () => {
    const { message } = await refusalOf(() => checkAudioFile(known({ kind: 'flac' }, 'a.mp3'), limits));
    expect(message).toContain('does not take FLAC files such as "a.mp3"');
  });
});

test('a file of which only the name is known may be named as a kind that nobody takes', async () => {
  expect((await refused('talk.wma')).message).toContain(
    '"talk.wma" is a Windows Media recording (WMA or WMV)',
  );
});

test('the name and the type of a file are shown on one readable line', async () => {
  const { message } = await refused(`a\r\nb\u202e${'c'.repeat(4096)}`, 'text/plain\r\nX: y');
  expect(message).toMatch(/^"a b c+ \[…\]" is not an audio file .* \(its type is text\/plain X: y\)/);
  expect(message.length).toBeLessThan(500);
});
