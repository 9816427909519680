import { compare, digest, type Purchase } from '../../../transcription/tasks/purchase';

const paid: Purchase = { bought: 'a', near: 'n', written: 'w' };

test('what buys the same is the same purchase, whatever it is written as', () => {
  expect(compare(paid, { ...paid, written: 'edited' })).toBe('same');
  expect(compare(paid, { bought: 'a', near: 'n' })).toBe('same');
});

test('what is written the same is the same purchase, whatever its expressions give by now', () => {
  expect(compare(paid, { bought: 'b', near: 'm', written: 'w' })).toBe('same');
});

test('what is not written down is not taken for the same', () => {
  expect(compare({ bought: 'a', near: 'm' }, { bought: 'b', near: 'n' })).toBe('different');
});

test('what was edited, and differs in nothing but what a signature may be, can not be told', () => {
  expect(compare(paid, { bought: 'b', near: 'n', written: 'edited' })).toBe('unclear');
});

test('what was edited to buy something else is another purchase', () => {
  expect(compare(paid, { bought: 'b', near: 'm', written: 'edited' })).toBe('different');
});

test('a digest tells its parts apart, and where one ends', () => {
  expect(digest('ab', 'c')).not.toBe(digest('a', 'bc'));
  expect(digest('a', undefined)).toBe(digest('a', undefined));
  expect(digest({ model: 'one' })).not.toBe(digest({ model: 'two' }));
});
