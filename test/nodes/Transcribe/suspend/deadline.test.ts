import { lastCallMs, readUntilMs } from '../../../../nodes/Transcribe/suspend/deadline';

const dayMs = 24 * 3_600_000;

test('stock is taken a minute and a half before the deadline, and earlier where there is more to read', () => {
  expect(dayMs - lastCallMs(0, dayMs, 0)).toBe(90_000);
  expect(dayMs - lastCallMs(0, dayMs, 500)).toBe(190_000);
});

test('a short wait is waited for three quarters at least', () => {
  expect(lastCallMs(0, 60_000, 500)).toBe(45_000);
  expect(lastCallMs(1_000, 61_000, 500)).toBe(46_000);
});

test('a wait without a deadline never comes to that', () => {
  expect(lastCallMs(0, Number.POSITIVE_INFINITY, 5)).toBe(Number.POSITIVE_INFINITY);
});

test('of what is left, reading takes seven tenths', () => {
  expect(readUntilMs(10_000, 20_000)).toBe(17_000);
});
