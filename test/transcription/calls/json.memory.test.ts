import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { parseJson } from '../../../transcription/calls/json';
import { heavyJson } from '../../support/heavyJson';

/** The kinds that come closest to the limit; test/bench/parseHeavyJson.ts tries all. */
test('300 MB beyond the answer are enough to read any that is accepted', async () => {
  const kinds = ['nestedLists', 'numberedKeys', 'severalOwnKeys'];
  // The 24 MiB of the answer, Node's own memory, and 300 MB minus a tenth for memory outside the heap.
  const heapMb = 24 + 20 + 270;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [`--max-old-space-size=${heapMb}`, '--import', 'tsx', 'test/bench/parseHeavyJson.ts', ...kinds],
    { cwd: path.resolve(__dirname, '../../..'), timeout: 110_000 },
  );
  expect(stdout.match(/^\w+: [\d.]+ MiB/gm)).toHaveLength(kinds.length);
}, 120_000);

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
