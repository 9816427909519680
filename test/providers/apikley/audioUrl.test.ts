import { checkAudioUrl } from '../../../providers/apikley/audioUrl';
import { refusalOf } from '../../support/failure';

const apikley = 'https://api.apikley.ru';

test.each([
  'https://example.com/call.mp3',
  'https://example.com/call.OGG?signature=abc',
  'https://example.com/download?id=7',
  'https://example.com/download/latest',
  'https://example.com/call.php',
])('%s is left to Apikley to read', (url) => {
  expect(() => checkAudioUrl(url, apikley)).not.toThrow();
});

test.each(['http://localhost:5678/call.mp3', 'http://192.168.0.10/call.mp3', 'http://nas/call.mp3'])(
  '%s is refused, because Apikley is outside this network',
  async (url) => {
    const error = await refusalOf(() => checkAudioUrl(url, apikley));
    expect(error).toMatchObject({ code: 'invalidInput', retryable: false });
    expect(error.message).toBe(
      `Apikley can't reach "${new URL(url).hostname}": it is an address inside your own network.`,
    );
    expect(error.description).toContain('Input Data Field');
  },
);

test('an address inside this network is fine for an Apikley that is inside it, too', () => {
  expect(() => checkAudioUrl('http://192.168.0.10/call.mp3', 'http://127.0.0.1:8080')).not.toThrow();
});

test.each([
  ['https://example.com/call.flac', 'FLAC'],
  ['https://example.com/call.webm?x=1', 'WebM'],
])('%s names a format that Apikley does not support', async (url, format) => {
  const error = await refusalOf(() => checkAudioUrl(url, apikley));
  expect(error.code).toBe('invalidInput');
  expect(error.message).toContain(`can't read ${format} files`);
});

test('a token in the URL is not shown', async () => {
  const { message, description } = await refusalOf(() =>
    checkAudioUrl('http://user:secret@nas/call.mp3?token=secret', apikley),
  );
  expect(`${message} ${description}`).not.toContain('secret');
});
