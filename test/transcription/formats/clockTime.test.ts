import { clockTime } from '../../../transcription/formats/clockTime';

test.each([
  [0, '0:00'],
  [7.9, '0:07'],
  [59.999, '0:59'],
  [60, '1:00'],
  [725, '12:05'],
  [3599.9, '59:59'],
  [3600, '1:00:00'],
  [3753, '1:02:33'],
  [90_000, '25:00:00'],
  [-1, '0:00'],
])('%d seconds are %s', (seconds, expected) => {
  expect(clockTime(seconds)).toBe(expected);
});
