import { inBlocks } from '../../../transcription/media/inBlocks';

const kilobyte = 1024;

async function* piecesOf(sizes: readonly number[], failure?: Error) {
  for (const [index, size] of sizes.entries()) yield [Buffer.alloc(size, index + 1)];
  await Promise.resolve();
  if (failure !== undefined) throw failure;
}
async function all(blocks: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const got: Uint8Array[] = [];
  for await (const block of blocks) got.push(block);
  return got;
}

test.each([
  [[], []],
  [[0], []],
  [[10, 20, 30], [60]],
  [
    [40 * kilobyte, 24 * kilobyte, 1],
    [64 * kilobyte, 1],
  ],
  [
    [40 * kilobyte, 25 * kilobyte],
    [40 * kilobyte, 25 * kilobyte],
  ],
  [
    [10, 300 * kilobyte, 20],
    [10, 300 * kilobyte, 20],
  ],
  [
    [300 * kilobyte, 64 * kilobyte],
    [300 * kilobyte, 64 * kilobyte],
  ],
])('pieces of %j bytes become blocks of %j', async (sizes, expected) => {
  const blocks = await all(inBlocks(piecesOf(sizes)));
  expect(blocks.map(({ length }) => length)).toEqual(expected);
  expect(Buffer.concat(blocks)).toEqual(
    Buffer.concat(sizes.map((size, index) => Buffer.alloc(size, index + 1))),
  );
});

test.each([[[10]], [[40 * kilobyte, 40 * kilobyte]], [[300 * kilobyte]], [[300 * kilobyte, 10]]])(
  'an error behind pieces of %j bytes comes before the last block',
  async (sizes) => {
    const gone = new Error('The disk is gone.');
    let sent = 0;
    const sending = (async () => {
      for await (const { length } of inBlocks(piecesOf(sizes, gone))) sent += length;
    })();
    await expect(sending).rejects.toBe(gone);
    expect(sent).toBeLessThan(sizes.reduce((sum, size) => sum + size, 0));
  },
);
