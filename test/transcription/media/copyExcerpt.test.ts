import type { Container } from '../../../transcription/media/containers';
import { copyExcerpt, type CopyOptions } from '../../../transcription/media/copyExcerpt';
import type { Excerpt } from '../../../transcription/media/excerpt';
import { fixtureFile } from '../../support/audio';
import { withSound } from '../../support/openSound';

async function copy(name: string, container: Container, excerpt: Excerpt, options?: CopyOptions) {
  return await withSound(fixtureFile(name), async (sound) => {
    let bytes = Buffer.alloc(0);
    const copied = await copyExcerpt(
      sound,
      container,
      excerpt,
      ({ position, data }) => {
        const end = position + data.length;
        if (end > bytes.length) bytes = Buffer.concat([bytes, Buffer.alloc(end - bytes.length)]);
        bytes.set(data, position);
      },
      options,
    );
    return { ...copied, bytes };
  });
}

const excerpt = { fromSeconds: 1, toSeconds: 2 };

test('a copy says where it begins and ends on the timeline of the recording', async () => {
  const { startSeconds, endSeconds } = await copy('english.m4a', 'm4a', excerpt);
  expect(startSeconds).toBeGreaterThan(0.9);
  expect(startSeconds).toBeLessThanOrEqual(1);
  expect(endSeconds).toBeGreaterThanOrEqual(2);
  expect(endSeconds).toBeLessThan(2.1);
});

test('Opus out of the middle begins later than its first packet, as players drop what they always drop', async () => {
  const { startSeconds } = await copy('english.webm', 'ogg', excerpt);
  const first = await withSound(fixtureFile('english.webm'), ({ packets }) => packets.getPacket(1));
  expect(startSeconds - (first?.timestamp ?? 0)).toBeCloseTo(312 / 48_000, 6);
});

test('a copy by sizes has zeros for the sound, and all else as it is', async () => {
  const full = await copy('english.m4a', 'm4a', excerpt);
  const bySizes = await copy('english.m4a', 'm4a', excerpt, { sizesOnly: true });
  expect({ ...bySizes, bytes: bySizes.bytes.length }).toEqual({ ...full, bytes: full.bytes.length });
  expect(bySizes.bytes.equals(full.bytes)).toBe(false);
  const index = (bytes: Buffer) => bytes.subarray(bytes.indexOf('moov'));
  expect(index(bySizes.bytes).equals(index(full.bytes))).toBe(true);
});

test('copies into Ogg are the same each time, although its streams have numbers drawn by lot', async () => {
  const [one, other] = [await copy('english.ogg', 'ogg', excerpt), await copy('english.ogg', 'ogg', excerpt)];
  expect(one.bytes.equals(other.bytes)).toBe(true);
});

test('an error of the writer ends the copy', async () => {
  const full = new Error('The disk is full.');
  const copying = withSound(fixtureFile('english.ogg'), (sound) =>
    copyExcerpt(sound, 'ogg', excerpt, () => {
      throw full;
    }),
  );
  await expect(copying).rejects.toThrow();
});
