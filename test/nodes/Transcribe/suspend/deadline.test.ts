import { lastCallMs, readUntilMs } from '../../../../nodes/Transcribe/suspend/deadline';

const dayMs = 24 * 3_600_000;

test('the last look begins a minute and a half before the deadline, and earlier if there is more to read', () => {
  expect(dayMs - lastCallMs(0, dayMs, 0)).toBe(90_000);
  expect(dayMs - lastCallMs(0, dayMs, 500)).toBe(190_000);
});

test('a short wait lasts at least three quarters of its time', () => {
  expect(lastCallMs(0, 60_000, 500)).toBe(45_000);
  expect(lastCallMs(1_000, 61_000, 500)).toBe(46_000);
});

test('a wait without a deadline has no last look', () => {
  expect(lastCallMs(0, Number.POSITIVE_INFINITY, 5)).toBe(Number.POSITIVE_INFINITY);
});

test('reading takes up to seven tenths of the remaining time', () => {
  expect(readUntilMs(10_000, 20_000)).toBe(17_000);
});
