import { loudnessOf, needsData } from '../../../transcription/media/loudness';
import { type AudioCodec, EncodedPacket } from '../../../transcription/media/mediabunny';

const packet = (data: Uint8Array, seconds = 0.02) => new EncodedPacket(data, 'key', 0, seconds);

/** A tone between two values, as bytes that the codec's writer has put in place. */
function samples(bytes: number, count: number, write: (view: DataView, at: number, loud: boolean) => void) {
  const view = new DataView(new ArrayBuffer(bytes * count));
  for (let sample = 0; sample < count; sample++) write(view, sample * bytes, sample % 2 === 0);
  return new Uint8Array(view.buffer);
}

const writers: Array<[AudioCodec, number, (view: DataView, at: number, value: number) => void]> = [
  ['pcm-s8', 1, (view, at, value) => view.setInt8(at, value / 256)],
  ['pcm-s16', 2, (view, at, value) => view.setInt16(at, value, true)],
  ['pcm-s16be', 2, (view, at, value) => view.setInt16(at, value)],
  ['pcm-s24', 3, (view, at, value) => view.setInt16(at + 1, value, true)],
  ['pcm-s24be', 3, (view, at, value) => view.setInt16(at, value)],
  ['pcm-s32', 4, (view, at, value) => view.setInt16(at + 2, value, true)],
  ['pcm-f32', 4, (view, at, value) => view.setFloat32(at, value, true)],
  ['pcm-f64be', 8, (view, at, value) => view.setFloat64(at, value)],
];

test.each(writers)(
  '%s: a loud tone is louder than a soft one, and silence is nothing',
  (codec, bytes, write) => {
    const tone = (value: number) =>
      loudnessOf(
        packet(samples(bytes, 240, (view, at, loud) => write(view, at, loud ? value : -value))),
        codec,
      )[0] ?? NaN;
    expect(tone(0)).toBe(0);
    expect(tone(25_600)).toBeGreaterThan(2 * tone(2_560));
  },
);

test('long packets of samples are looked at in pieces of 20 ms', () => {
  const half = new Uint8Array(24_000);
  const loud = samples(2, 12_000, (view, at, up) => view.setInt16(at, up ? 9_999 : -9_999, true));
  const pieces = loudnessOf(packet(Buffer.concat([half, loud]), 1), 'pcm-s16');
  expect(pieces).toHaveLength(50);
  expect([pieces[10], (pieces[40] ?? 0) > 0]).toEqual([0, true]);
});

test('numbers that are none are silence', () => {
  const data = samples(4, 240, (view, at, up) => view.setFloat32(at, up ? NaN : Infinity, true));
  expect(loudnessOf(packet(data), 'pcm-f32')).toEqual([0]);
});

test('other sound is as loud as its packets are large, for which their data is not needed', () => {
  expect(loudnessOf(packet(new Uint8Array(123)), 'aac')).toEqual([123]);
  expect((['aac', 'opus', 'mp3', 'pcm-s16', 'ulaw'] as const).map(needsData)).toEqual([
    ...[false, false, true, true, true],
  ]);
});
