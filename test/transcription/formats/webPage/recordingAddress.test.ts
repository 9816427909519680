import { recordingAddress } from '../../../../transcription/formats/webPage/recordingAddress';

test.each([
  'https://files.example/a.mp3?sig=1&b=2#t=3',
  'http://127.0.0.1:8080/a.wav',
  'https://files_1.example/a b.mp3'.replace(' ', '%20'),
  'https://пример.рф/запись.mp3',
])('%s can be played', (url) => {
  expect(recordingAddress(url)?.href).toBe(new URL(url).href);
});

test.each([
  '',
  'a.mp3',
  '//files.example/a.mp3',
  'ftp://files.example/a.mp3',
  'file:///etc/passwd',
  'data:audio/wav;base64,UklGRg==',
  'javascript:alert(1)',
  'https://me@files.example/a.mp3',
  'https://me:secret@files.example/a.mp3',
  'https://files.example/a.mp3\nhttps://files.example/b.mp3',
])('%j cannot be played', (url) => {
  expect(recordingAddress(url)).toBeUndefined();
});

test.each(["https://a;script-src'unsafe-inline'/", 'https://a,b.example/', 'https://[::1]/a.mp3'])(
  '%s has a host that would change the policy of the page',
  (url) => {
    expect(URL.canParse(url)).toBe(true);
    expect(recordingAddress(url)).toBeUndefined();
  },
);
