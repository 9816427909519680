import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { discard, FileStore, FileTooLarge, openStored } from '../../emulator/http/storedFile';

const store = new FileStore();
afterAll(() => store.clear());

async function* chunks(count: number, bytes: number): AsyncGenerator<Buffer> {
  for (let index = 0; index < count; index += 1) yield Buffer.alloc(bytes, index);
}

const MEBIBYTE = 1024 * 1024;

test.each([
  ['an empty file', 0],
  ['a small file', 1],
  ['a file that does not fit the memory', 10],
])('%s is given back as it came, with its hash', async (_what, count) => {
  const whole = await buffer(chunks(count, MEBIBYTE));
  const file = await store.store(chunks(count, MEBIBYTE));
  expect(file.sha256).toBe(createHash('sha256').update(whole).digest('hex'));
  expect(file.bytes).toBe(whole.length);
  expect((await buffer(openStored(file))).equals(whole)).toBe(true);
});

test('what does not fit the memory lies in a file until it is discarded', async () => {
  const { content, ...rest } = await store.store(chunks(10, MEBIBYTE));
  if (!('path' in content)) throw new Error('It is in memory');
  expect(existsSync(content.path)).toBe(true);
  await discard({ content, ...rest });
  expect(existsSync(content.path)).toBe(false);
});

test('a stream of more than the limit is given up, wherever it was put', async () => {
  await expect(store.store(chunks(2, 10), 19)).rejects.toThrow(FileTooLarge);
  await expect(store.store(chunks(12, MEBIBYTE), 11 * MEBIBYTE)).rejects.toThrow(FileTooLarge);
});

test('large files that arrive at the same time are kept apart', async () => {
  const store = new FileStore();
  const chunk = (letter: string) => Buffer.alloc(5 * 1024 * 1024, letter);
  async function* upload(letter: string) {
    yield chunk(letter);
    await Promise.resolve();
    yield chunk(letter);
  }
  const stored = await Promise.all(['a', 'b', 'c'].map((letter) => store.store(upload(letter))));
  for (const [index, letter] of ['a', 'b', 'c'].entries()) {
    const file = stored[index];
    if (file === undefined) throw new Error('It was not stored.');
    const read = Buffer.concat(await openStored(file).toArray());
    expect(read.equals(Buffer.concat([chunk(letter), chunk(letter)]))).toBe(true);
  }
  await store.clear();
});
