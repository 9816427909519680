import { recordingName } from '../../../transcription/audio/recordingName';

test.each([
  ['call.mp3', 'call.mp3'],
  ['/audio/call.mp3', 'call.mp3'],
  ['C:\\audio\\call.mp3', 'call.mp3'],
  ['../../call.mp3', 'call.mp3'],
  ['Звонок 1.ogg', 'Звонок 1.ogg'],
  ['نامه‌ها.mp3', 'نامه‌ها.mp3'],
])('the recording at %s is named %s', (path, name) => {
  expect(recordingName(path)).toBe(name);
});

test.each(['', '/', 'audio/', '.', '..', '../..', '\u0000', '\r\n'])(
  'a path such as %j contains no name',
  (path) => {
    expect(recordingName(path)).toBeUndefined();
  },
);

test.each([
  ['line ends', 'call\r\nBcc: eve.mp3', 'call Bcc: eve.mp3'],
  ['a null', 'call\u0000.mp3', 'call .mp3'],
  ['reversed writing', 'call\u202e3pm.exe', 'call 3pm.exe'],
  ['halves of characters', 'call\ud83d.mp3', 'call .mp3'],
  ['a byte order mark', '\ufeffcall.mp3', 'call.mp3'],
])('%s do not get into a name', (_what, path, name) => {
  expect(recordingName(path)).toBe(name);
});

test('a name of 4 KB is cut to what file systems allow, and keeps its extension', () => {
  expect(recordingName(`${'a'.repeat(4096)}.opus`)).toBe(`${'a'.repeat(250)}.opus`);
  expect(recordingName('a'.repeat(4096))).toBe('a'.repeat(255));
});

test('a cut name does not end in half a character', () => {
  expect(recordingName(`${'a'.repeat(250)}${'🎧'.repeat(99)}.mp3`)).toBe(`${'a'.repeat(250)} .mp3`);
});
