import { box, boxAt, contentOf, contentsOf, numbers, numbersOf } from '../../../transcription/media/mp4Boxes';

const one = box('leaf', numbers(1));
const two = box('leaf', numbers(2));

test('boxes are found on their way through others, wherever they stand', () => {
  const tree = Buffer.concat([box('free'), box('tree', one, box('else'), two), box('tree', one)]);
  expect(contentsOf(tree, 'tree', 'leaf')).toEqual([numbers(1), numbers(2), numbers(1)]);
  expect(contentsOf(tree, 'leaf')).toEqual([]);
});

test('a box is only read if it is the only one', () => {
  expect(contentOf(box('tree', one), 'tree', 'leaf')).toEqual(numbers(1));
  expect(() => contentOf(box('tree', one, two), 'tree', 'leaf')).toThrow('There is not one box "leaf".');
  expect(() => contentOf(box('tree'), 'tree', 'leaf')).toThrow('There is not one box "leaf".');
});

test('a size may take eight bytes', () => {
  const long = Buffer.concat([numbers(1), Buffer.from('leaf'), numbers(0, 20, 7)]);
  expect(boxAt(long, 0)).toEqual({ type: 'leaf', sizeBytes: 20, headerBytes: 16 });
  expect(contentsOf(Buffer.concat([long, one]), 'leaf')).toEqual([numbers(7), numbers(1)]);
});

test.each([
  ['without a size', numbers(0, 0)],
  ['smaller than its header', numbers(7, 0)],
  ['larger than what it stands in', Buffer.concat([numbers(9), Buffer.from('leaf')])],
])('a box %s is an error, not an endless loop', (_what, bytes) => {
  expect(() => contentsOf(bytes, 'leaf')).toThrow();
});

test('what is too short for a box is passed over, as at the end of lists of QuickTime', () => {
  expect(contentsOf(Buffer.concat([one, Buffer.alloc(4)]), 'leaf')).toEqual([numbers(1)]);
});

test('numbers that do not fit into 32 bits are an error', () => {
  expect(() => numbersOf([1, 2 ** 32])).toThrow(/out of range/);
});
