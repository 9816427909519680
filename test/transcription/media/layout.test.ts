import type { Container } from '../../../transcription/media/containers';
import type { Excerpt } from '../../../transcription/media/excerpt';
import { FileChanged } from '../../../transcription/media/fileChanged';
import { type Layout, layoutOf, write } from '../../../transcription/media/layout';
import { audioFile, fixtureFile } from '../../support/audio';
import { withSound } from '../../support/openSound';
import { noiseWav } from '../../support/wav';

const recordings = {
  m4a: fixtureFile('english.m4a'),
  wav: audioFile('noise.wav', '', noiseWav(6)),
  ogg: fixtureFile('english.ogg'),
  mp3: fixtureFile('english.mp3'),
};
const excerpt = { fromSeconds: 1, toSeconds: 5 };

const layout = (container: keyof typeof recordings, of: Excerpt) =>
  withSound(recordings[container], (sound) => layoutOf(sound, container, of));

/** What is written of an excerpt as another was laid out. */
async function sent(container: keyof typeof recordings, laidOut: Layout, of: Excerpt) {
  return await withSound(recordings[container], async (sound) => {
    const blocks: Uint8Array[] = [];
    let failure: unknown;
    try {
      for await (const block of write(sound, container, of, laidOut)) blocks.push(Buffer.from(block));
    } catch (error) {
      failure = error;
    }
    return { bytes: Buffer.concat(blocks), failure };
  });
}

describe.each(['m4a', 'wav', 'ogg', 'mp3'] satisfies Container[])('an excerpt as %s', (container) => {
  test('is written with as many bytes as were laid out, the same each time', async () => {
    const laidOut = await layout(container, excerpt);
    const one = await sent(container, laidOut, excerpt);
    const other = await sent(container, laidOut, excerpt);
    expect(one.failure).toBeUndefined();
    expect(one.bytes).toHaveLength(laidOut.sizeBytes);
    expect(one.bytes.equals(other.bytes)).toBe(true);
  });

  test('is not written to its end if the recording has other packets by then', async () => {
    const laidOut = await layout(container, excerpt);
    const { bytes, failure } = await sent(container, laidOut, { fromSeconds: 1, toSeconds: 4.5 });
    expect(failure).toBeInstanceOf(FileChanged);
    expect(bytes.length).toBeLessThan(laidOut.sizeBytes);
  });
});

test.each(['ogg', 'm4a'] as const)(
  'packets of other sizes in %s are noticed although the file is as long',
  async (container) => {
    const laidOut = await layout(container, excerpt);
    const { bytes, failure } = await sent(
      container,
      { ...laidOut, fingerprint: laidOut.fingerprint + 1 },
      excerpt,
    );
    expect(failure).toBeInstanceOf(FileChanged);
    expect(bytes.length).toBeLessThan(laidOut.sizeBytes);
  },
);

test('only files whose packets have known sizes are laid out by these, with all headers in front', async () => {
  const headers = async (container: keyof typeof recordings) => {
    const laidOut = await layout(container, excerpt);
    return laidOut.headers && Buffer.from(laidOut.headers).toString('latin1');
  };
  expect(await headers('m4a')).toMatch(/^....ftyp.*moov.*mdat.{0,8}$/s);
  expect(await headers('wav')).toMatch(/^RIFF.*data....$/s);
  expect([await headers('ogg'), await headers('mp3')]).toEqual([undefined, undefined]);
});
