import { compare, digest, type Purchase, purchaseOfPart } from '../../../transcription/tasks/purchase';

const paid: Purchase = { bought: 'a', near: 'n', written: 'w' };

test('the same values are the same purchase, however they are written', () => {
  expect(compare(paid, { ...paid, written: 'edited' })).toBe('same');
  expect(compare(paid, { bought: 'a', near: 'n' })).toBe('same');
});

test('the same expressions are the same purchase, whatever they evaluate to now', () => {
  expect(compare(paid, { bought: 'b', near: 'm', written: 'w' })).toBe('same');
});

test('values without an expression are not assumed to be the same', () => {
  expect(compare({ bought: 'a', near: 'm' }, { bought: 'b', near: 'n' })).toBe('different');
});

test('an edit to nothing but a possible signature leaves it undecided', () => {
  expect(compare(paid, { bought: 'b', near: 'n', written: 'edited' })).toBe('unclear');
});

test('an edit that buys something else is another purchase', () => {
  expect(compare(paid, { bought: 'b', near: 'm', written: 'edited' })).toBe('different');
});

test('a digest distinguishes its parts and where each ends', () => {
  expect(digest('ab', 'c')).not.toBe(digest('a', 'bc'));
  expect(digest('a', undefined)).toBe(digest('a', undefined));
  expect(digest({ model: 'one' })).not.toBe(digest({ model: 'two' }));
});

describe('a stretch of a recording', () => {
  const first = { parts: [{ startSeconds: 0, endSeconds: 60 }] };
  const second = { parts: [{ startSeconds: 50, endSeconds: 100 }] };
  const part = (of: Purchase, range: object) => purchaseOfPart(of, range);

  test('compares with the same stretch as the recordings do', () => {
    for (const other of [
      { bought: 'a', near: 'n' },
      { bought: 'b', near: 'm', written: 'w' },
      { bought: 'b', near: 'n', written: 'edited' },
      { bought: 'b', near: 'm', written: 'edited' },
    ]) {
      expect(compare(part(paid, first), part(other, first))).toBe(compare(paid, other));
    }
  });

  test('is another purchase than another stretch, or than the whole', () => {
    expect(compare(part(paid, first), part(paid, second))).toBe('different');
    expect(compare(part(paid, first), paid)).toBe('different');
  });
});

test('a part of what was bought without its parameters as written has none, either', () => {
  expect(purchaseOfPart({ bought: 'b', near: 'n' }, { startSeconds: 0 })).not.toHaveProperty('written');
});
