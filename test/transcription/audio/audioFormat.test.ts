import {
  type AudioFormat,
  canonicalFileName,
  detectAudioFormat,
  formatLabel,
  formatOfName,
  mediaTypeOf,
} from '../../../transcription/audio/audioFormat';

const formats: AudioFormat[] = ['aac', 'flac', 'm4a', 'mp3', 'mp4', 'ogg', 'wav', 'webm'];

describe('the format of a recording', () => {
  test.each<[string, AudioFormat]>([
    ['audio/mpeg', 'mp3'],
    ['audio/mp3', 'mp3'],
    ['audio/x-wav', 'wav'],
    ['audio/vnd.wave', 'wav'],
    ['audio/mp4', 'm4a'],
    ['audio/x-m4a', 'm4a'],
    ['video/mp4', 'mp4'],
    ['audio/ogg', 'ogg'],
    ['audio/opus', 'ogg'],
    ['audio/webm', 'webm'],
    ['video/webm', 'webm'],
    ['audio/flac', 'flac'],
    ['audio/x-aac', 'aac'],
    ['audio/x-m4b', 'm4a'],
    ['audio/x-flac+ogg', 'ogg'],
    ['audio/x-vorbis+ogg', 'ogg'],
    ['audio/x-speex', 'ogg'],
    ['audio/x-mpeg-3', 'mp3'],
    ['audio/x-mpg', 'mp3'],
    ['audio/x-bwf', 'wav'],
    ['video/x-m4v', 'mp4'],
    ['video/ogg', 'ogg'],
  ])('%s is %s, whatever the file name', (mediaType, format) => {
    expect(detectAudioFormat('recording', mediaType)).toBe(format);
    expect(detectAudioFormat('recording.txt', mediaType)).toBe(format);
  });

  test.each<[string, AudioFormat]>([
    ['Audio/MPEG', 'mp3'],
    ['audio/webm;codecs=opus', 'webm'],
    ['audio/ogg; codecs="opus"', 'ogg'],
    [' audio/wav ', 'wav'],
  ])('%s is read without its parameters and case', (mediaType, format) => {
    expect(detectAudioFormat('recording', mediaType)).toBe(format);
  });

  test.each<[string, AudioFormat]>([
    ['call.mp3', 'mp3'],
    ['CALL.MP3', 'mp3'],
    ['call.mpga', 'mp3'],
    ['call.mpeg', 'mp3'],
    ['voice.oga', 'ogg'],
    ['voice.opus', 'ogg'],
    ['book.m4b', 'm4a'],
    ['take.wave', 'wav'],
    ['voice.weba', 'webm'],
    ['clip.m4v', 'mp4'],
    ['2024.05.01 call.flac', 'flac'],
  ])('the name %s decides when the media type is missing or generic', (fileName, format) => {
    expect(detectAudioFormat(fileName, '')).toBe(format);
    expect(detectAudioFormat(fileName, 'application/octet-stream')).toBe(format);
  });

  test('the media type takes precedence over the name', () => {
    expect(detectAudioFormat('voice.mp3', 'audio/ogg')).toBe('ogg');
  });

  test('the name decides between two formats of one media type', () => {
    expect(detectAudioFormat('call.m4a', 'audio/mp4')).toBe('m4a');
    expect(detectAudioFormat('call.mp4', 'audio/mp4')).toBe('mp4');
    expect(detectAudioFormat('call', 'audio/mp4')).toBe('m4a');
  });

  test.each([
    ['notes.pdf', 'application/pdf'],
    ['recording', ''],
    ['mp3', ''],
    ['folder.mp3/recording', ''],
    ['folder.mp3\\recording', ''],
    ['recording.', ''],
    ['', ''],
  ])('"%s" of the type "%s" is not supported', (fileName, mediaType) => {
    expect(detectAudioFormat(fileName, mediaType)).toBeUndefined();
  });

  test('the path of a URL suggests one by its extension', () => {
    expect(formatOfName('/recordings/call.OGG')).toBe('ogg');
    expect(formatOfName('/recordings/latest')).toBeUndefined();
  });
});

test.each(formats)('%s has a label, and is recognised under its canonical name and media type', (format) => {
  expect(formatLabel(format).toLowerCase()).toBe(format);
  expect(detectAudioFormat(canonicalFileName('recording', format), mediaTypeOf(format))).toBe(format);
  expect(formatOfName(canonicalFileName('recording', format))).toBe(format);
});

describe('the name under which a recording is sent', () => {
  test.each<[string, AudioFormat, string]>([
    ['call.mp3', 'mp3', 'call.mp3'],
    ['CALL.MP3', 'mp3', 'CALL.mp3'],
    ['call.mpga', 'mp3', 'call.mp3'],
    ['call.mpeg', 'mp3', 'call.mp3'],
    ['voice.oga', 'ogg', 'voice.ogg'],
    ['voice.opus', 'ogg', 'voice.ogg'],
    ['take.wave', 'wav', 'take.wav'],
    ['book.m4b', 'm4a', 'book.m4a'],
    ['recording', 'webm', 'recording.webm'],
    ['voice.mp3', 'ogg', 'voice.ogg'],
    ['2024.05.01_call-2.wav', 'wav', '2024.05.01_call-2.wav'],
  ])('%s as %s is %s', (fileName, format, expected) => {
    expect(canonicalFileName(fileName, format)).toBe(expected);
  });

  test.each([
    ['spaces and brackets become dashes', 'my call (2).mp3', 'my-call-2.mp3'],
    ['quotes and line ends can not break a header', 'a"b\r\nc.mp3', 'a-b-c.mp3'],
    ['a path is cut off', '../../etc/call.mp3', 'call.mp3'],
    ['a Windows path, too', 'C:\\calls\\call.mp3', 'call.mp3'],
    ['accents are dropped', 'résumé of the call.mp3', 'resume-of-the-call.mp3'],
    ['nothing left to keep', 'Голосовое.mp3', 'audio.mp3'],
    ['an extension alone', '.mp3', 'audio.mp3'],
    ['no name at all', '', 'audio.mp3'],
  ])('%s', (_what, fileName, expected) => {
    expect(canonicalFileName(fileName, 'mp3')).toBe(expected);
  });

  test.each([
    ['brackets', 'my call (2).mp3'],
    ['a dash at the length limit', `${'a'.repeat(79)} b.mp3`],
    ['a dot at the length limit', `${'a'.repeat(79)}.b.mp3`],
    ['dots only', '....mp3'],
    ['many accents', `${'é'.repeat(200)}.mp3`],
  ])('stays as it is when it is derived a second time: %s', (_what, fileName) => {
    const once = canonicalFileName(fileName, 'mp3');
    expect(canonicalFileName(once, 'mp3')).toBe(once);
  });

  test('is at most 80 characters and the extension long', () => {
    expect(canonicalFileName(`${'a'.repeat(500)}.mp3`, 'mp3')).toBe(`${'a'.repeat(80)}.mp3`);
  });
});
