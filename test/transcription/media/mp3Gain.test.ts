import { mp3Gain } from '../../../transcription/media/mp3Gain';

test('what is no frame has no gain', () => {
  expect(mp3Gain(new Uint8Array(10))).toBeUndefined();
});

test('digital silence has none of the gain that encoders leave in it', () => {
  const silence = new Uint8Array(144);
  silence.set([0xff, 0xf3, 0x48, 0xc4]);
  // The gain of the only granule: 4 bytes of header, 9 bits in front, 21 before it.
  silence[7] = 0x03;
  silence[8] = 0x48;
  expect(mp3Gain(silence)).toBe(0);
});
