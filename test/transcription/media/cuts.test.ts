import { cutsOf } from '../../../transcription/media/cuts';

/** An hour at 1,000 bytes a second. */
const index = {
  startSeconds: 0,
  endSeconds: 3_600,
  totalBytes: 3_600_000,
  bytesBefore: (seconds: number) => Math.min(3_600, Math.max(0, seconds)) * 1_000,
};

test('a recording within its limits stays whole', () => {
  expect(cutsOf(index, { maxBytes: 5_000_000, overlapSeconds: 10 })?.places).toEqual([]);
});

test('parts are as few as the bytes allow, and of equal length', () => {
  expect(cutsOf(index, { maxBytes: 2_100_000, overlapSeconds: 10 })?.places).toEqual([1_800]);
});

test('parts keep a limit by time wherever the pause is found', () => {
  const cuts = cutsOf(index, { maxBytes: 5_000_000, maxSeconds: 1_400, overlapSeconds: 10 });
  expect(cuts).toEqual({ places: [1_200, 2_400], searchSeconds: 10, overlapSeconds: 10 });
});

test('short parts are searched and shared in proportion', () => {
  const short = { ...index, endSeconds: 6, bytesBefore: (seconds: number) => seconds * 1_000 };
  const cuts = cutsOf(short, { maxBytes: 1e6, maxSeconds: 4, overlapSeconds: 10 });
  expect(cuts).toEqual({ places: [3], searchSeconds: 0.30000000000000004, overlapSeconds: 0.75 });
});

test('parts can not become smaller than their container', () => {
  expect(cutsOf(index, { maxBytes: 4_000, overlapSeconds: 10 })).toBeUndefined();
});
