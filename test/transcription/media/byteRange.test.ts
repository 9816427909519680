import { byteRange } from '../../../transcription/media/byteRange';
import { audioFile } from '../../support/audio';
import { bytesOf } from '../../support/bytesOf';

const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, at) => at % 251));
const file = audioFile('a.mp3', '', bytes);
const range = (start: number, end: number, from = file) =>
  bytesOf({ open: () => byteRange(from, start, end) });

test.each([
  [0, 200_000],
  [65_535, 65_537],
  [70_000, 190_000],
  [199_999, 300_000],
])('from %i to %i, in order', async (start, end) => {
  expect((await range(start, end)).equals(bytes.subarray(start, end))).toBe(true);
});

test('a source that can begin in the middle does', async () => {
  const opened: number[] = [];
  const seekable = {
    ...file,
    openAt: (start: number) => {
      opened.push(start);
      return [bytes.subarray(start)];
    },
  };
  expect((await range(100_000, 100_005, seekable)).equals(bytes.subarray(100_000, 100_005))).toBe(true);
  expect(opened).toEqual([100_000]);
});
