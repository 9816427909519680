import { sourceName } from '../../../providers/apikley/sourceName';

const paramOf = (audio_url: unknown) => JSON.stringify({ model: 'm', input: JSON.stringify({ audio_url }) });

test.each([
  ['https://files.example/a/interview.mp3', 'interview.mp3'],
  ['https://files.example/a/%D0%98%D0%BD%D1%82%D0%B5%D1%80%D0%B2%D1%8C%D1%8E%201.M4A', 'Интервью 1.M4A'],
  ['https://files.example/o/recordings%2Finterview.mp3?alt=media', 'interview.mp3'],
  ['https://files.example/a/v1.2/talk.final.webm', 'talk.final.webm'],
])('the recording at %s is called %s', (url, name) => {
  expect(sourceName(paramOf(url))).toBe(name);
});

test('the signature of a URL stays out of the name', () => {
  const name = sourceName(paramOf('https://user:pass@files.example/secret/a.mp3?sig=secret#secret'));
  expect(name).toBe('a.mp3');
});

test('objects are accepted in place of JSON strings', () => {
  const input = { audio_url: 'https://files.example/a.mp3' };
  expect(sourceName({ input })).toBe('a.mp3');
  expect(sourceName({ input: JSON.stringify(input) })).toBe('a.mp3');
  expect(sourceName(JSON.stringify({ input }))).toBe('a.mp3');
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['an empty string', ''],
  ['half of a JSON', '{"input":"{'],
  ['a list', '[]'],
  ['no input', '{"model":"m"}'],
  ['a number for a URL', paramOf(7)],
  ['no URL', paramOf('interview.mp3')],
  ['no path', paramOf('https://files.example')],
  ['no file', paramOf('https://files.example/a.mp3/')],
  ['a link whose last part may be its secret', paramOf('https://share.example/s/kT9xPq21vB')],
  ['what can not be decoded', paramOf('https://files.example/%E0%A4%A.mp3')],
])('%s has no name', (_what, param) => {
  expect(sourceName(param)).toBeUndefined();
});

test('a name breaks no line and reverses no text, whatever its URL contains', () => {
  expect(sourceName(paramOf('https://files.example/a%0D%0Ab%00%E2%80%AE.mp3'))).toBe('a b .mp3');
});

test.each(['a', '.', 'a.'])('a URL of many %j is read in one pass', (piece) => {
  const url = `https://files.example/${piece.repeat(300_000)}-`;
  expect(sourceName(paramOf(url))).toBeUndefined();
});
