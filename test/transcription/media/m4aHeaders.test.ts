import { m4aHeaders } from '../../../transcription/media/m4aHeaders';
import { boxAt, contentOf } from '../../../transcription/media/mp4Boxes';
import { type AacSound, aacSound } from '../../../transcription/media/mp4Sound';
import { decoderSetup, description } from '../../support/movie';

/** Packets of growing size, a KB apart, every tenth of which lasts a little longer. */
function soundOf(packets: number): AacSound {
  const starts = new Float64Array(packets + 1);
  for (let packet = 0; packet < packets; packet++) {
    starts[packet + 1] = (starts[packet] ?? 0) + (packet % 10 === 9 ? 1_025 : 1_024);
  }
  return {
    description: description(decoderSetup()),
    ticksPerSecond: 44_100,
    starts,
    sizes: Uint32Array.from({ length: packets }, (_, packet) => (packet % 1_000) + 1),
    offsets: Float64Array.from({ length: packets }, (_, packet) => 5_000 + packet * 1_000),
  };
}

const sum = (values: Iterable<number>) => [...values].reduce((all, value) => all + value, 0);

describe.each([
  [0, 1],
  [0, 49],
  [0, 50],
  [7, 58],
  [20, 120],
  [0, 333],
])('a file with the packets from %i to before %i', (first, end) => {
  const sound = soundOf(333);
  const headers = m4aHeaders(sound, { first, end });
  const sizes = sound.sizes.slice(first, end);
  const again = aacSound(contentOf(headers.subarray(0, -8), 'moov'), headers.length + sum(sizes));

  test('is read with the sizes and lengths that they have in the recording', () => {
    expect([...again.sizes]).toEqual([...sizes]);
    const start = sound.starts[first] ?? 0;
    expect([...again.starts]).toEqual([...sound.starts.slice(first, end + 1)].map((each) => each - start));
    expect(again.description).toEqual(sound.description);
  });

  test('has them in a row behind its headers', () => {
    let place = headers.length;
    for (const [packet, offset] of again.offsets.entries()) {
      expect(offset).toBe(place);
      place += sizes[packet] ?? 0;
    }
    expect(boxAt(headers, headers.length - 8)).toEqual({
      type: 'mdat',
      sizeBytes: 8 + sum(sizes),
      headerBytes: 8,
    });
  });
});

test('headers of many packets take eight bytes for each, at most', () => {
  const { length } = m4aHeaders(soundOf(200_000), { first: 0, end: 200_000 });
  expect(length).toBeLessThan(200_000 * 8);
});
