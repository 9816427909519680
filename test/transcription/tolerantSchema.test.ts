import {
  listOf,
  optionalNumber,
  optionalString,
  readList,
  realNumber,
} from '../../transcription/tolerantSchema';

const none = [null, undefined, true, {}, []];

describe('a text', () => {
  test.each(['', 'Hello'])('is %j as it comes', (text) => {
    expect(optionalString.parse(text)).toBe(text);
  });

  test.each([...none, 7].map((value) => [value]))('is not known where there is %j', (value) => {
    expect(optionalString.parse(value)).toBeUndefined();
  });
});

describe('a number', () => {
  test.each([
    [0, 0],
    [-1.5, -1.5],
    ['12', 12],
    ['12.50', 12.5],
  ])('may be a text: %j', (value, number) => {
    expect(optionalNumber.parse(value)).toBe(number);
  });

  test.each(
    [...none, '', '-1', '1e3', ' 1', '1.', '9'.repeat(20), Infinity, Number.NaN, 1e306].map((value) => [
      value,
    ]),
  )('is not known where there is %j', (value) => {
    expect(optionalNumber.parse(value)).toBeUndefined();
  });

  test('is exact, or none', () => {
    expect(realNumber.safeParse(Number.MAX_SAFE_INTEGER).success).toBe(true);
    expect(realNumber.safeParse(2 ** 60).success).toBe(false);
  });
});

describe('a list', () => {
  const even = listOf((value) => (Number(value) % 2 === 0 ? Number(value) : undefined));

  test('is that of its entries which can be read', () => {
    expect(even.parse([1, 2, 'a', 4, 0])).toEqual([2, 4, 0]);
    expect(even.parse([1])).toEqual([]);
    expect(even.parse([])).toEqual([]);
  });

  test.each([null, undefined, 2, 'text', { 0: 2, length: 1 }].map((value) => [value]))(
    'is none where there is %j',
    (value) => {
      expect(even.parse(value)).toBeUndefined();
    },
  );

  test('has 300,000 readable entries at most, and is read no further', () => {
    const read = jest.fn((value: unknown) => value);
    expect(listOf(read).parse(Array<number>(300_001).fill(2))).toHaveLength(300_000);
    expect(read.mock.calls.length).toBe(300_000);
  });

  test('is given up after a million entries that can not be read, with what was read before', () => {
    const read = jest.fn((value: unknown) => (value === 2 ? 2 : undefined));
    expect(readList([2, ...Array<number>(1_000_001).fill(1), 2], read)).toEqual([2]);
    expect(read.mock.calls.length).toBe(1_000_001);
  });

  test('may be limited to fewer entries', () => {
    expect(readList([1, 2, 3], (value) => value, 2)).toEqual([1, 2]);
  });
});
