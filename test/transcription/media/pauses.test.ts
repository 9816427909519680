import { type Measured, quietestPlace } from '../../../transcription/media/pauses';

/** Packets of 20 ms each. */
const packets = (...loudness: number[]): Measured[] =>
  loudness.map((value, index) => ({
    startSeconds: index / 50,
    endSeconds: (index + 1) / 50,
    loudness: value,
  }));
const loud = (count: number) => Array<number>(count).fill(9);
const quiet = (count: number, loudness = 1) => Array<number>(count).fill(loudness);

test('a cut falls into the middle of a pause', () => {
  expect(quietestPlace(packets(...loud(50), ...quiet(20), ...loud(50)))).toBeCloseTo(1.2);
});

test('a single quiet packet is no pause', () => {
  expect(quietestPlace(packets(...loud(20), 0, ...loud(20), ...quiet(10, 3), ...loud(20)))).toBeCloseTo(0.92);
});

test('of equally quiet pauses the longest is taken', () => {
  expect(
    quietestPlace(packets(...loud(10), ...quiet(10), ...loud(10), ...quiet(30), ...loud(10))),
  ).toBeCloseTo(0.9);
});

test('silence from end to end is cut in its middle', () => {
  expect(quietestPlace(packets(...quiet(100, 0)))).toBeCloseTo(1);
});

test('there is no place in less than a pause', () => {
  expect(quietestPlace(packets(1, 1, 1))).toBeUndefined();
  expect(quietestPlace([])).toBeUndefined();
});
