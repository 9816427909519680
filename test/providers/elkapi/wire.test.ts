import { transcriptionSchema } from '../../../providers/elkapi/wire';

describe('a duration in seconds', () => {
  const durationOf = (duration: unknown) => transcriptionSchema.parse({ duration }).duration;
  const digits = (length: number) => `1.${'0'.repeat(length - 2)}`;

  test.each([
    [0, 0],
    ['0', 0],
    [0.5799999833106995, 0.58],
    ['0.5799999833106995', 0.58],
    [' 2e0 ', 2],
    [digits(40), 1],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  ])('is rounded to milliseconds, also as text: %j', (given, seconds) => {
    expect(durationOf(given)).toBe(seconds);
  });

  test.each([
    [-1],
    ['-1'],
    [digits(41)],
    [Number.MAX_SAFE_INTEGER + 1],
    [[1.5]],
    [{}],
    [true],
    [null],
    [undefined],
    [''],
    ['NaN'],
    ['long'],
  ])('is none of these: %j', (given) => {
    expect(durationOf(given)).toBeUndefined();
  });
});
