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
  /** Characters within a text count as well: 3 * 210 + 8 * 110 + 2,777,761 * 90 bytes are exactly the limit. */
  const costing = (braces: number, brackets: number, commas: number) =>
    `"${'{'.repeat(braces)}${'['.repeat(brackets)}${','.repeat(commas)}"`;

  test('is 250 MB, and no character more', () => {
    expect(parseJson(costing(3, 8, 2_777_761))).toHaveLength(2_777_772);
    expect(parseJson(costing(4, 8, 2_777_761))).toBeUndefined();
    expect(parseJson(costing(3, 9, 2_777_761))).toBeUndefined();
    expect(parseJson(costing(3, 8, 2_777_762))).toBeUndefined();
  });
});
