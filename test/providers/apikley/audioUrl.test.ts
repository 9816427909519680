import { refusalOfUrl } from '../../../providers/apikley/audioUrl';

const apikley = 'https://api.apikley.ru';

test.each([
  'https://example.com/call.mp3',
  'https://example.com/call.OGG?signature=abc',
  'https://example.com/download?id=7',
  'https://example.com/download/latest',
  'https://example.com/call.php',
])('%s is left to Apikley to read', (url) => {
  expect(refusalOfUrl(url, apikley)).toBeUndefined();
});

test.each(['http://localhost:5678/call.mp3', 'http://192.168.0.10/call.mp3', 'http://nas/call.mp3'])(
  '%s is refused, because Apikley is outside this network',
  (url) => {
    const error = refusalOfUrl(url, apikley);
    expect(error).toMatchObject({ code: 'invalidInput', retryable: false });
    expect(error?.message).toBe(
      `Apikley can't reach "${new URL(url).hostname}": it is an address inside your own network.`,
    );
    expect(error?.description).toContain('Input Data Field');
  },
);

test('an address inside this network is fine for an Apikley that is inside it, too', () => {
  expect(refusalOfUrl('http://192.168.0.10/call.mp3', 'http://127.0.0.1:8080')).toBeUndefined();
});

test.each([
  ['https://example.com/call.flac', 'FLAC'],
  ['https://example.com/call.webm?x=1', 'WebM'],
])('%s names a format that Apikley does not support', (url, format) => {
  const error = refusalOfUrl(url, apikley);
  expect(error?.code).toBe('invalidInput');
  expect(error?.message).toContain(`points to a ${format} file. Apikley can't read such files`);
});

test.each([
  ['mov' as const, 'a QuickTime video'],
  ['mkv' as const, 'a Matroska recording'],
])('a file that turns out to be %s is none for Apikley, whatever its name', (kind, label) => {
  const error = refusalOfUrl('https://example.com/call.mp3', apikley, { kind });
  expect(error?.message).toContain(`points to ${label}`);
});

test('a file of more than 200 MB is too large for Apikley to fetch', () => {
  const most = 200 * 1024 * 1024;
  const seen = (sizeBytes: number) => refusalOfUrl('https://example.com/call.mp3', apikley, { sizeBytes });
  expect(seen(most)).toBeUndefined();
  expect(seen(most + 1)?.message).toContain('larger than 200 MB');
});

test('a token in the URL is not shown', () => {
  const error = refusalOfUrl('http://user:secret@nas/call.mp3?token=secret', apikley);
  expect(`${error?.message} ${error?.description}`).not.toContain('secret');
});
