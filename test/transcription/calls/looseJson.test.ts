import { parseLooseJson } from '../../../transcription/calls/looseJson';

test.each([
  ['{"a":1}', { a: 1 }],
  ['\uFEFF{"a":1}', { a: 1 }],
  [' \n\uFEFF {"a":1}\n', { a: 1 }],
  ['"NaN"', 'NaN'],
  ['{"a":NaN,"b":[Infinity,-Infinity,-NaN],"c":-1}', { a: null, b: [null, null, null], c: -1 }],
  ['[NaN]', [null]],
  ['{"NaN":NaN}', { NaN: null }],
])('%j is read', (text, value) => {
  expect(parseLooseJson(text)).toEqual(value);
});

test('the content of strings stays, whatever it is', () => {
  const said = 'NaN, "Infinity" \\ and -Infinity\\';
  expect(parseLooseJson(`{"text":${JSON.stringify(said)},"p":NaN}`)).toEqual({ text: said, p: null });
});

test.each(['', 'NaN', 'Infinity', 'Hello', '{"a":NaN', '{"a":"NaN', '[NaNNaN]', '{NaN}', '[1NaN]'])(
  '%j is not JSON',
  (text) => {
    expect(parseLooseJson(text)).toBeUndefined();
  },
);

test.each(['"', '\\"', '"\\', '-', 'N', 'NaN,', '[', '{"', '"NaN",'])(
  'a text of many %j is read in one pass',
  (piece) => {
    expect(parseLooseJson(`[${piece.repeat(300_000)}x`)).toBeUndefined();
  },
);

test('more than half a million invalid numbers are not a transcript', () => {
  const invalid = (count: number) => parseLooseJson(`[${'NaN,'.repeat(count)}1]`);
  expect(invalid(500_000)).toHaveLength(500_001);
  expect(invalid(500_001)).toBeUndefined();
});
