import { parseJson } from '../../../transcription/calls/json';
import { heavyJson } from '../../support/heavyJson';

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

describe('the size', () => {
  /** Includes the spacing between words, and six fields for each. */
  const word = {
    text: 'wonderful',
    start: 12_345.678,
    end: 12_345.987,
    type: 'word',
    speaker_id: 'speaker_0',
    logprob: -0.12345,
  };

  test('may be that of ten hours of words with all details, even as JSON within JSON', () => {
    const result = JSON.stringify({ resultObject: { text: 'a', words: Array(180_000).fill(word) } });
    expect(result.length).toBeGreaterThan(18_000_000);
    expect(parseJson(result)).toHaveProperty('resultObject.words.179999', word);
    expect(parseJson(JSON.stringify({ data: { resultJson: result } }))).toHaveProperty(
      'data.resultJson',
      result,
    );
  });

  test('may be that of one text with many commas', () => {
    const text = 'Well, '.repeat(400_000);
    expect(parseJson(JSON.stringify({ text }))).toEqual({ text });
  });

  test.each(['emptyObjects', 'emptyLists', 'nestedLists', 'numberedKeys'] as const)(
    'of 24 MiB of %s is more than any transcript has, so it is not even parsed',
    (shape) => {
      const parse = jest.spyOn(JSON, 'parse');
      expect(parseJson(heavyJson(shape, 24 * 2 ** 20)())).toBeUndefined();
      expect(parse).not.toHaveBeenCalled();
      parse.mockRestore();
    },
  );
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
