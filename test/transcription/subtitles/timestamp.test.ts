import { timestamp } from '../../../transcription/subtitles/timestamp';

test.each([
  [0, '00:00:00,000'],
  [7, '00:00:00,007'],
  [1_500, '00:00:01,500'],
  [59_999, '00:00:59,999'],
  [60_000, '00:01:00,000'],
  [3_599_999, '00:59:59,999'],
  [3_600_000, '01:00:00,000'],
  [25 * 3_600_000, '25:00:00,000'],
  [99 * 3_600_000 + 59 * 60_000 + 59_999, '99:59:59,999'],
  [100 * 3_600_000, '100:00:00,000'],
])('%i ms are %s', (ms, expected) => {
  expect(timestamp(ms, ',')).toBe(expected);
});

test('the decimal mark is that of the format', () => {
  expect(timestamp(3_723_004, ',')).toBe('01:02:03,004');
  expect(timestamp(3_723_004, '.')).toBe('01:02:03.004');
});
