import { parseJson } from '../../../transcription/calls/json';

describe('text from outside', () => {
  test('is read as JSON', () => {
    expect(parseJson('{"text":"Привет"}')).toEqual({ text: 'Привет' });
  });

  test('may start with a byte order mark', () => {
    expect(parseJson('\uFEFF{"text":"Hello"}')).toEqual({ text: 'Hello' });
  });

  test.each(['', '<html>', '{"a":', 'NaN', '\uFEFF\uFEFF{}', 'undefined'])('is not %j', (text) => {
    expect(parseJson(text)).toBeUndefined();
  });
});

describe('what a text may cost once it is parsed', () => {
  /** Signs within a text count as well: 8 * 110 + 2,777,768 * 90 bytes are the 250 MB that may be. */
  const costing = (brackets: number, commas: number) => `"${'['.repeat(brackets)}${','.repeat(commas)}"`;

  test('is 250 MB, and no sign more', () => {
    expect(parseJson(costing(8, 2_777_768))).toHaveLength(2_777_776);
    expect(parseJson(costing(8, 2_777_769))).toBeUndefined();
    expect(parseJson(costing(9, 2_777_768))).toBeUndefined();
  });
});
