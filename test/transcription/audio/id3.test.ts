import { id3Bytes } from '../../../transcription/audio/id3';

const tag = (flags: number, ...sizes: number[]) => Buffer.from([0x49, 0x44, 0x33, 4, 0, flags, ...sizes]);

test('a tag has four times seven bits of size, and its header', () => {
  expect(id3Bytes(tag(0, 0, 0, 1, 2), 0)).toBe(10 + 130);
});

test('a footer counts', () => {
  expect(id3Bytes(tag(0x10, 0, 0, 0, 5), 0)).toBe(10 + 5 + 10);
});

test.each([
  ['other bytes', Buffer.alloc(20)],
  ['a header that is cut off', tag(0, 0, 0, 1)],
  ['a size that can not be one', tag(0, 0, 0, 0, 200)],
])('%s are no tag', (_, bytes) => {
  expect(id3Bytes(bytes, 0)).toBe(0);
});
