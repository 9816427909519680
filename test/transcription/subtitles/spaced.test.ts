import { spaced } from '../../../transcription/subtitles/spaced';

const times = (...given: Parameters<typeof spaced>) => [...spaced(...given)];

test('times that leave each enough room stay', () => {
  expect(times([0, 2, 4, 9], [1, 1, 1, 1])).toEqual([0, 2, 4, 9]);
  expect(times([], [])).toEqual([]);
});

test('times that are too close move apart on both sides', () => {
  expect(times([10, 10], [2, 2])).toEqual([9, 11]);
  expect(times([0, 10, 10, 10, 20], [2, 2, 2, 2, 2])).toEqual([0, 8, 10, 12, 20]);
});

test('nothing moves before the beginning', () => {
  expect(times([0, 0, 0], [3, 3, 3])).toEqual([0, 3, 6]);
});

test('nothing lasts longer than the whole, in which all get their share if there is too little time', () => {
  expect(times([8, 8], [3, 1], 10)).toEqual([6, 9]);
  expect(times([8, 8], [15, 5], 10)).toEqual([0, 7.5]);
});

test('a million times cost in the order of what their JSON does', () => {
  const many = Array.from({ length: 1_000_000 }, (_, index) => (index * 7919) % 1000);
  const durations = many.map(() => 1);
  const ofJson = processorTimeOf(() => JSON.parse(JSON.stringify(many)));
  const ofSpacing = processorTimeOf(() => spaced(many, durations));
  // About the same in practice; comparing each with each would cost tens of thousands of times as much.
  expect(ofSpacing).toBeLessThan(20 * ofJson);
});

function processorTimeOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
