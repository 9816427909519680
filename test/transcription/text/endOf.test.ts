import { endOf } from '../../../transcription/text/endOf';

test.each([
  ['Hello', /\./, 5],
  ['Hello...', /\./, 5],
  ['...', /\./, 0],
  ['', /\./, 0],
  ['a.b.', /\./, 3],
  ['Да…!', /[^\p{L}]/u, 2],
  ['漢🎧🎧', /[^\p{L}]/u, 1],
  ['a𠮷', /[^\p{L}]/u, 3],
  ['a\ud83c', /[^\p{L}]/u, 1],
  ['a\udfa7', /[^\p{L}]/u, 1],
])('in %j the run of %s at the end begins at %d', (text, kind, at) => {
  expect(endOf(text, kind)).toBe(at);
});

test('a run that is not at the end is not scanned again for each of its characters', () => {
  const text = `${'.'.repeat(2_000_000)}a`;
  expect(endOf(text, /\./)).toBe(text.length);
});
