import { type Excerpt, fingerprintWith, packetsOf } from '../../../transcription/media/excerpt';
import { EncodedPacket } from '../../../transcription/media/mediabunny';
import { fixtureFile } from '../../support/audio';
import { withSound } from '../../support/openSound';

async function timesOf(name: string, excerpt: Excerpt): Promise<number[]> {
  return await withSound(fixtureFile(name), async (sound) => {
    const times: number[] = [];
    for await (const { timestamp } of packetsOf(sound, excerpt)) times.push(timestamp);
    return times;
  });
}

test('an excerpt begins with the packet that holds its start, and ends before its end', async () => {
  const times = await timesOf('english.ogg', { fromSeconds: 1, toSeconds: 2 });
  expect(times[0]).toBeLessThanOrEqual(1);
  expect(times[1]).toBeGreaterThan(1);
  expect(times.at(-1)).toBeLessThan(2);
  expect(times.at(-1)).toBeGreaterThan(1.9);
});

test('an excerpt that begins before the recording begins with it', async () => {
  const whole = await timesOf('english.ogg', {});
  expect(await timesOf('english.ogg', { fromSeconds: -9 })).toEqual(whole);
});

test('an excerpt of an MP3 begins two frames early, for the bytes that its first frame may refer to', async () => {
  const [first = 0] = await timesOf('english.mp3', { fromSeconds: 2 });
  expect(first).toBeLessThan(1.95);
  expect(first).toBeGreaterThan(1.85);
});

test('the order of packets tells recordings apart, not only their sizes', () => {
  const packet = (bytes: number) => new EncodedPacket(new Uint8Array(bytes), 'key', 0, 0);
  const of = (...sizes: number[]) =>
    sizes.reduce((fingerprint, bytes) => fingerprintWith(fingerprint, packet(bytes)), 0);
  expect(of(10, 20)).toBe(of(10, 20));
  expect(of(10, 20)).not.toBe(of(20, 10));
  expect(of(10, 20)).not.toBe(of(10, 20, 30));
});
