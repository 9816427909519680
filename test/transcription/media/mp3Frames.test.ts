import { mp3Frames } from '../../../transcription/media/mp3Frames';
import { id3Tag, mp3FrameBytes, mp3InfoFrame, mp3Sound } from '../../support/mp3';

const apeTag = Buffer.from(`APETAGEX${'\0'.repeat(200)}`);
const id3v1 = Buffer.from(`TAG${'\0'.repeat(125)}`);

/** @param chunkBytes a reader gets as many at a time */
const framesOf = (bytes: Buffer, chunkBytes = bytes.length) =>
  mp3Frames({
    *open() {
      for (let at = 0; at < bytes.length; at += chunkBytes) {
        // The source uses its memory again.
        const chunk = Buffer.from(bytes.subarray(at, at + chunkBytes));
        yield chunk;
        chunk.fill(0xff);
      }
    },
  });

test.each([1, 7, 191, 192, 193, 1_000, 1_000_000])(
  'frames are found across chunks of %i bytes',
  async (chunk) => {
    const bytes = Buffer.concat([
      ...[id3Tag(2_000), mp3InfoFrame({ frames: 30 }), mp3Sound(20), Buffer.alloc(99, 1), mp3Sound(10)],
      ...[apeTag, id3v1],
    ]);
    const found = await framesOf(bytes, chunk);
    expect(found).toMatchObject({ count: 30, firstByte: 2_010 + mp3FrameBytes, info: { frames: 30 } });
    const steps = [...(found?.steps.subarray(0, 30) ?? [])];
    expect(steps).toEqual(steps.map((_, frame) => mp3FrameBytes + (frame === 19 ? 99 : 0)));
  },
);

test('a quiet frame has less gain', async () => {
  const found = await framesOf(mp3Sound(4, (frame) => frame === 2));
  const [first = 0, second, quiet = 0, fourth] = found?.gains ?? [];
  expect([second, fourth]).toEqual([first, first]);
  expect(quiet).toBeLessThan(first);
});

test('a tag between frames, as in files that were joined, is no junk', async () => {
  const bytes = Buffer.concat([mp3Sound(5), id3Tag(100_000), mp3Sound(5)]);
  await expect(framesOf(bytes, 4_096)).resolves.toMatchObject({ count: 10 });
});

test('the last frame counts only if it is whole', async () => {
  await expect(framesOf(mp3Sound(10).subarray(0, -1))).resolves.toMatchObject({ count: 9 });
});

test('more frames than there was room for keep their sizes', async () => {
  const found = await framesOf(mp3Sound(3_000), 65_536);
  expect(found?.count).toBe(3_000);
  expect(found?.steps.subarray(0, 3_000).every((bytes) => bytes === mp3FrameBytes)).toBe(true);
});

test.each([
  ['zeros', Buffer.alloc(9_999)],
  ['set bits', Buffer.alloc(9_999, 0xff)],
  ['nothing', Buffer.alloc(0)],
  ['a tag without an end', id3Tag(2_000).subarray(0, 500)],
  ['few frames in much else', Buffer.concat([mp3Sound(5), Buffer.alloc(9_999, 1)])],
])('%s: no MP3', async (_, bytes) => {
  await expect(framesOf(bytes)).resolves.toBeUndefined();
});

test('a large file of something else is not read to its end', async () => {
  let chunks = 0;
  const found = await mp3Frames({
    *open() {
      for (; chunks < 1_000; chunks++) yield Buffer.alloc(64 * 1024, 1);
    },
  });
  expect(found).toBeUndefined();
  expect(chunks).toBeLessThan(5);
});
