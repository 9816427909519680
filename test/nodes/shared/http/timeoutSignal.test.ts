import { timeoutSignal, timerMs } from '../../../../nodes/shared/http/timeoutSignal';

const longestMs = 2_147_483_647;

test.each([
  [64_100, 64_100],
  [64_099.999_999_999_99, 64_100],
  [128.5 * 1.5 * 1_000, 192_750],
  [0.1 * 3 * 1_000, 300],
  [0, 1],
  [-5, 1],
  [0.2, 1],
  [longestMs, longestMs],
  [longestMs + 1, longestMs],
  [2 ** 32, longestMs],
  [Number.MAX_VALUE, longestMs],
  [Number.POSITIVE_INFINITY, longestMs],
  [Number.NEGATIVE_INFINITY, 1],
  [Number.NaN, longestMs],
])('a timer of %d ms is set to %d', (ms, set) => {
  expect(timerMs(ms)).toBe(set);
  expect(timeoutSignal(ms).aborted).toBe(false);
});

test('it fires', async () => {
  const signal = timeoutSignal(1.4);
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  expect(signal.aborted).toBe(true);
});
